#define _GNU_SOURCE
#include "CLibPQ.h"

#include <pthread.h>
#include <sys/epoll.h>

enum { MOST_EVENTS = 64 };

static void ignore_notice(void *context, const PGresult *notice) {
  (void)context;
  (void)notice;
}

void clibpq_silence_notices(PGconn *connection) { PQsetNoticeReceiver(connection, ignore_notice, NULL); }

int clibpq_epoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

int clibpq_epoll_add(int epoll, int fd, uint64_t token) {
  struct epoll_event event = {.events = EPOLLONESHOT, .data.u64 = token};
  return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

int clibpq_epoll_arm(int epoll, int fd, uint64_t token, bool writable) {
  struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP | EPOLLONESHOT, .data.u64 = token};
  if (writable) event.events |= EPOLLOUT;
  return epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event);
}

int clibpq_epoll_remove(int epoll, int fd) { return epoll_ctl(epoll, EPOLL_CTL_DEL, fd, NULL); }

int clibpq_epoll_wait(int epoll, uint64_t *tokens, int capacity, int timeout_ms) {
  struct epoll_event events[MOST_EVENTS];
  int count = epoll_wait(epoll, events, capacity < MOST_EVENTS ? capacity : MOST_EVENTS, timeout_ms);
  for (int i = 0; i < count; i++) tokens[i] = events[i].data.u64;
  return count;
}

void clibpq_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }
