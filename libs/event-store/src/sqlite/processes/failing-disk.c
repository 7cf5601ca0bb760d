/*
 * A disk that fails when it is told to. While the file named by DISK_FAULTS holds
 * "sync <n>" or "write <n>", every n-th such call on a database file or its WAL fails:
 * a sync with EIO, a write with ENOSPC.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int fails(const char *call, int file) {
  static unsigned long calls = 0;
  char link[64], path[512], wanted[16];
  unsigned long every = 0;
  const char *control = getenv("DISK_FAULTS");
  FILE *told = control ? fopen(control, "r") : NULL;
  if (!told) return 0;
  int fields = fscanf(told, "%15s %lu", wanted, &every);
  fclose(told);
  if (fields != 2 || every == 0 || strcmp(wanted, call) != 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  if (!strstr(path, ".db")) return 0;
  return ++calls % every == 0;
}

int fsync(int file) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fsync");
  if (fails("sync", file)) return errno = EIO, -1;
  return real(file);
}

int fdatasync(int file) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
  if (fails("sync", file)) return errno = EIO, -1;
  return real(file);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  static ssize_t (*real)(int, const void *, size_t, off64_t);
  if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
  if (fails("write", file)) return errno = ENOSPC, -1;
  return real(file, bytes, count, offset);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  static ssize_t (*real)(int, const void *, size_t, off_t);
  if (!real) real = dlsym(RTLD_NEXT, "pwrite");
  if (fails("write", file)) return errno = ENOSPC, -1;
  return real(file, bytes, count, offset);
}
