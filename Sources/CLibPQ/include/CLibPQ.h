// What Swift needs of libpq and of Linux and cannot import by itself: character constants, and calls whose
// structures or variadic signatures the importer refuses. Nothing but the target Postgres imports this.
#pragma once

#include <postgresql/libpq-fe.h>
#include <stdbool.h>
#include <stdint.h>

/// The fields of an error report (PG_DIAG_*, character macros in libpq-fe.h).
enum clibpq_diagnostic {
  CLIBPQ_SEVERITY = PG_DIAG_SEVERITY_NONLOCALIZED,
  CLIBPQ_SQLSTATE = PG_DIAG_SQLSTATE,
  CLIBPQ_MESSAGE = PG_DIAG_MESSAGE_PRIMARY,
  CLIBPQ_SCHEMA = PG_DIAG_SCHEMA_NAME,
  CLIBPQ_TABLE = PG_DIAG_TABLE_NAME,
  CLIBPQ_COLUMN = PG_DIAG_COLUMN_NAME,
  CLIBPQ_CONSTRAINT = PG_DIAG_CONSTRAINT_NAME,
  CLIBPQ_ROUTINE = PG_DIAG_SOURCE_FUNCTION,
};

/// Drops notices; libpq's own receiver would print them, data and all, to standard error.
void clibpq_silence_notices(PGconn *connection);

/// A new epoll instance, or -1.
int clibpq_epoll_create(void);

/// Registers `fd` under `token`, disarmed. 0, or -1.
int clibpq_epoll_add(int epoll, int fd, uint64_t token);

/// Arms `fd` for one report of readability and, if asked, writability. 0, or -1.
int clibpq_epoll_arm(int epoll, int fd, uint64_t token, bool writable);

/// Forgets `fd`. 0, or -1.
int clibpq_epoll_remove(int epoll, int fd);

/// Waits up to `timeout_ms` and stores the tokens of the ready descriptors. Their number, or -1.
int clibpq_epoll_wait(int epoll, uint64_t *tokens, int capacity, int timeout_ms);

/// Names the calling thread, for debuggers and `top`; at most 15 bytes.
void clibpq_name_thread(const char *name);
