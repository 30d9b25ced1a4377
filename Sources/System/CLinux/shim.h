// Linux calls that the Glibc module does not offer to Swift.
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// With _GNU_SOURCE these take a union of pointers, which Swift cannot make.
static inline int koperator_connect(int descriptor, const struct sockaddr *address, socklen_t length) {
  return connect(descriptor, address, length);
}
static inline int koperator_bind(int descriptor, const struct sockaddr *address, socklen_t length) {
  return bind(descriptor, address, length);
}
static inline int koperator_accept(int descriptor, struct sockaddr *address, socklen_t *length) {
  return accept4(descriptor, address, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}
static inline int koperator_getsockname(int descriptor, struct sockaddr *address, socklen_t *length) {
  return getsockname(descriptor, address, length);
}

static inline void koperator_ignore_broken_pipes(void) { signal(SIGPIPE, SIG_IGN); }
static inline int koperator_stream_socket(int family) {
  return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}
static inline int koperator_blocking_socket(int family) { return socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0); }
static inline void koperator_shutdown_output(int descriptor) { shutdown(descriptor, SHUT_WR); }
static inline int koperator_epoll(void) { return epoll_create1(EPOLL_CLOEXEC); }
static inline int koperator_eventfd(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

static inline int koperator_errno(void) { return errno; }
