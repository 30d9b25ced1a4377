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
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/un.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

// Hidden behind _GNU_SOURCE, which the module's users cannot set.
extern int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);

static inline int koperator_errno(void) { return errno; }
