// Linux calls that the Glibc module does not offer to Swift.
#pragma once
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

// Hidden behind _GNU_SOURCE, which must not be set here: it changes types (fd_set) that the Glibc module has too.
extern int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);

static inline int koperator_errno(void) { return errno; }
static inline void koperator_set_errno(int code) { errno = code; }
static inline int koperator_open_for_reading(const char *path) { return open(path, O_RDONLY | O_CLOEXEC); }
// One that nobody waits for: opening a pipe without a writer would.
static inline int koperator_open_without_waiting(const char *path) { return open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC); }

// Hidden like accept4. Both ends close where a program is run.
extern int pipe2(int descriptors[2], int flags);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
static inline int koperator_pipe(int *reading, int *writing) {
  int descriptors[2];
  if (pipe2(descriptors, O_CLOEXEC) != 0) return -1;
  *reading = descriptors[0];
  *writing = descriptors[1];
  return 0;
}

// prctl and syscall take a variable number of arguments.
static inline int koperator_set_parent_death_signal(int signal) { return prctl(PR_SET_PDEATHSIG, (unsigned long)signal, 0UL, 0UL, 0UL); }
static inline int koperator_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1UL, 0UL, 0UL, 0UL); }
static inline int koperator_open_process(pid_t process) { return (int)syscall(SYS_pidfd_open, process, 0U); }
static inline int koperator_open_for_appending(const char *path, mode_t mode) {
  return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, mode);
}
static inline int koperator_set_nonblocking(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  return flags < 0 ? -1 : fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
}
static inline int koperator_close_on_exec(int descriptor) { return fcntl(descriptor, F_SETFD, FD_CLOEXEC); }

// The agent: a disk that is tried, past the page cache or not, the folders on it, and the processes beside it.
#include <dirent.h>
#include <sys/file.h>
// Neither the folder nor the file may be a symbolic link: whoever may write the disk could lead the agent elsewhere. The file is
// locked, as another agent may try the same disk: what one writes the other must not read. Closing it unlocks it.
static inline int koperator_open_probe(const char *folder, const char *name, int direct) {
  int parent = open(folder, __O_PATH | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (parent < 0) return -1;
  int file = openat(parent, name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (direct ? __O_DIRECT : 0), 0600);
  int code = errno;
  close(parent);
  if (file >= 0) while (flock(file, LOCK_EX) != 0 && errno == EINTR) {}
  errno = code;
  return file;
}
static inline int koperator_create(const char *path, mode_t mode) {
  return open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode);
}
static inline int koperator_open_to_write(const char *path) {
  return open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
}
static inline const char *koperator_entry_name(const struct dirent *entry) { return entry->d_name; }

// A variable of C that Swift takes for shared by threads; nothing here changes it.
extern char **environ;
static inline char **koperator_environment(void) { return environ; }

// Volumes of the sandbox: mounts of a process' own, and files as disks.
#include <linux/loop.h>
#include <sys/ioctl.h>
#include <sys/mount.h>

// Hidden like accept4, with its constant.
extern int unshare(int flags);
extern int syncfs(int descriptor);
static inline int koperator_unshare_mounts(void) { return unshare(0x00020000); }

// The number of a loop device that nobody uses, by a descriptor of /dev/loop-control.
static inline int koperator_loop_free(int control) { return ioctl(control, LOOP_CTL_GET_FREE); }
// Puts a file into a loop device, which is free again when the last one closes it.
static inline int koperator_loop_configure(int device, int image) {
  struct loop_config configuration = {0};
  configuration.fd = (unsigned)image;
  configuration.info.lo_flags = LO_FLAGS_AUTOCLEAR;
  return ioctl(device, LOOP_CONFIGURE, &configuration);
}

// Makes every access to an ext4 or xfs file system fail with EIO from now on, as a disk does that was pulled out
// (EXT4_IOC_SHUTDOWN without flushing the journal); by a folder of it.
static inline int koperator_break_file_system(int folder) {
  unsigned without_flush = 2;
  return ioctl(folder, _IOR('X', 125, unsigned), &without_flush);
}

// Sandbox, commands: a file that only its lock counts of, and the folder of a socket whose path is too long to be bound.
static inline int koperator_open_lock(const char *path) { return open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600); }
static inline int koperator_open_folder(const char *path) { return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC); }
