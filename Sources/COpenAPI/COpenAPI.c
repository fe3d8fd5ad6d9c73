#include "COpenAPI.h"

// As an array literal of Swift the document cost 27 seconds of every build of AdminAPI; this costs none.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char document[] = {
#embed "../AdminAPI/Resources/openapi.json"
};

const unsigned char *openapi_document(void) { return document; }

size_t openapi_document_length(void) { return sizeof document; }
