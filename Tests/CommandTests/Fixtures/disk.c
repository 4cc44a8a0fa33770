// Stands between the program and the disk in tests: loaded with LD_PRELOAD, it counts every call that changes files in
// one folder, and does at the n-th what it was told. Nothing of it is in the program itself.
//
//   DISK_FOLDER  the folder; calls on other files pass by uncounted
//   DISK_LOG     a file elsewhere that gets a line a call: number, name of the call, path
//   DISK_AT      the number of the call at which DISK_DEED is done
//   DISK_DEED    kill: ends the process by SIGKILL in place of the call
//                torn: writes the first half of what was to be written, then the same
//                full: from here on whatever needs room fails as on a full disk (ENOSPC)
//                broken: from here on writes fail as on a disk that is broken (EIO)
//                interrupt: sends SIGINT, then goes on; interrupt-twice: two of them

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum deed { NONE, KILL, TORN, FULL, BROKEN, INTERRUPT, INTERRUPT_TWICE };

static const char *folder;
static size_t folder_length;
static int log_file = -1;
static long at = -1;
static enum deed deed = NONE;
static long calls = 0;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void start(void) {
    const char *name = getenv("DISK_FOLDER");
    if (!name) return;
    folder = strdup(name);
    folder_length = strlen(folder);
    const char *log = getenv("DISK_LOG");
    if (log) log_file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (getenv("DISK_AT")) at = atol(getenv("DISK_AT"));
    const char *deeds[] = {"none", "kill", "torn", "full", "broken", "interrupt", "interrupt-twice"};
    for (int place = 0; getenv("DISK_DEED") && place < 7; place++)
        if (!strcmp(getenv("DISK_DEED"), deeds[place])) deed = place;
}

static int is_inside(const char *path) {
    return folder && path && !strncmp(path, folder, folder_length) && (path[folder_length] == '/' || !path[folder_length]);
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

// What becomes of the call that is about to be made: 0 it is made, 1 the first half of it is (then `die`), -1 it fails
// and errno says why.
static int meet(const char *call, const char *path, int needs_room) {
    int answer = 0;
    pthread_mutex_lock(&mutex);
    long number = ++calls;
    if (log_file >= 0) {
        char line[PATH_MAX + 64];
        int length = snprintf(line, sizeof line, "%ld %s %s\n", number, call, path);
        (void)!syscall(SYS_write, log_file, line, (size_t)length);
    }
    if (number == at && deed == KILL) die();
    if (number == at && deed == TORN) answer = 1;
    if (number == at && (deed == INTERRUPT || deed == INTERRUPT_TWICE)) raise(SIGINT);
    if (number == at && deed == INTERRUPT_TWICE) raise(SIGINT);
    if (at >= 0 && number >= at && needs_room && (deed == FULL || deed == BROKEN)) {
        errno = deed == FULL ? ENOSPC : EIO;
        answer = -1;
    }
    pthread_mutex_unlock(&mutex);
    return answer;
}

static int meet_file(const char *call, int file, int needs_room) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_inside(path) ? meet(call, path, needs_room) : 0;
}

static int meet_path(const char *call, const char *path, int needs_room) {
    char absolute[PATH_MAX];
    if (!folder || !path) return 0;
    if (path[0] != '/') {
        if (!getcwd(absolute, sizeof absolute - strlen(path) - 2)) return 0;
        strcat(strcat(absolute, "/"), path);
        path = absolute;
    }
    return is_inside(path) ? meet(call, path, needs_room) : 0;
}

#define NEXT(name) __typeof__(&name) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

// Writing over what is there already needs no room.
static int grows(int file, off_t offset, size_t count) {
    struct stat now;
    if (deed == BROKEN || (fcntl(file, F_GETFL) & O_APPEND) || offset < 0 || fstat(file, &now) != 0) return 1;
    return offset + (off_t)count > now.st_size;
}

ssize_t write(int file, const void *bytes, size_t count) {
    NEXT(write);
    int answer = meet_file("write", file, grows(file, lseek(file, 0, SEEK_CUR), count));
    if (answer > 0) { (void)!next(file, bytes, count / 2); die(); }
    return answer < 0 ? -1 : next(file, bytes, count);
}

#define PWRITE(name, offset_type)                                                    \
    ssize_t name(int file, const void *bytes, size_t count, offset_type offset) {    \
        NEXT(name);                                                                  \
        int answer = meet_file("write", file, grows(file, offset, count));           \
        if (answer > 0) { (void)!next(file, bytes, count / 2, offset); die(); }      \
        return answer < 0 ? -1 : next(file, bytes, count, offset);                   \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define ON_FILE(name, call, parameters, needs_room, ...)       \
    int name parameters {                                      \
        NEXT(name);                                            \
        int answer = meet_file(call, file, needs_room);        \
        if (answer > 0) die();                                 \
        return answer < 0 ? -1 : next(__VA_ARGS__);            \
    }
ON_FILE(fsync, "sync", (int file), deed == BROKEN, file)
ON_FILE(fdatasync, "sync", (int file), deed == BROKEN, file)
ON_FILE(ftruncate, "truncate", (int file, off_t length), 0, file, length)
ON_FILE(ftruncate64, "truncate", (int file, off64_t length), 0, file, length)

#define ON_PATH(name, call, parameters, needs_room, ...)       \
    int name parameters {                                      \
        NEXT(name);                                            \
        int answer = meet_path(call, path, needs_room);        \
        if (answer > 0) die();                                 \
        return answer < 0 ? -1 : next(__VA_ARGS__);            \
    }
ON_PATH(unlink, "unlink", (const char *path), 0, path)
ON_PATH(rmdir, "rmdir", (const char *path), 0, path)
ON_PATH(remove, "unlink", (const char *path), 0, path)
ON_PATH(mkdir, "mkdir", (const char *path, mode_t mode), 1, path, mode)
ON_PATH(rename, "rename", (const char *path, const char *other), 0, path, other)

int unlinkat(int parent, const char *path, int flags) {
    NEXT(unlinkat);
    int answer = parent == AT_FDCWD ? meet_path("unlink", path, 0) : meet_file("unlink", parent, 0);
    if (answer > 0) die();
    return next(parent, path, flags);
}

#define OPEN(name)                                                                     \
    int name(const char *path, int flags, ...) {                                       \
        NEXT(name);                                                                    \
        mode_t mode = 0;                                                               \
        if (flags & O_CREAT) {                                                         \
            va_list rest;                                                              \
            va_start(rest, flags);                                                     \
            mode = va_arg(rest, mode_t);                                               \
            va_end(rest);                                                              \
            if (faccessat(AT_FDCWD, path, F_OK, 0) != 0) {                             \
                int answer = meet_path("create", path, 1);                             \
                if (answer > 0) die();                                                 \
                if (answer < 0) return -1;                                             \
            }                                                                          \
        }                                                                              \
        return next(path, flags, mode);                                                \
    }
OPEN(open)
OPEN(open64)
