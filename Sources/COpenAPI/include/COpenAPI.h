#ifndef COPENAPI_H
#define COPENAPI_H

#include <stddef.h>

/// The bytes of the OpenAPI document as they were when this was built. They are there as long as the process.
const unsigned char *openapi_document(void);

/// How many there are.
size_t openapi_document_length(void);

#endif
