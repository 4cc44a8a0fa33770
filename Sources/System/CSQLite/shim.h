#pragma once
#include <sqlite3.h>
#include <string.h>

#ifndef SQLITE_ENABLE_PREUPDATE_HOOK
// Debian builds its library with the pre-update hook, and ships a header that leaves it out.
void *sqlite3_preupdate_hook(
    sqlite3 *db,
    void (*callback)(void *, sqlite3 *, int, char const *, char const *, sqlite3_int64, sqlite3_int64), void *context);
int sqlite3_preupdate_old(sqlite3 *, int, sqlite3_value **);
int sqlite3_preupdate_new(sqlite3 *, int, sqlite3_value **);
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif

/// SQLite's process-wide settings, which must be made before anything opens a database: every connection belongs to
/// one thread at a time (no mutexes), and nobody reads the memory statistics. `sqlite3_config` is variadic, so Swift
/// cannot call it. Returns SQLITE_OK, or SQLITE_MISUSE when SQLite was already in use.
static inline int deskferry_configure_sqlite(void) {
    int code = sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    if (code == SQLITE_OK) code = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return code;
}

/// Binds UTF-8 text that stays in place until the statement was stepped: no copy, no cut at a NUL byte.
static inline int deskferry_bind_static_text(sqlite3_stmt *statement, int index, const char *text, int bytes) {
    return sqlite3_bind_text64(statement, index, text, (sqlite3_uint64)bytes, SQLITE_STATIC, SQLITE_UTF8);
}

/// New rows of one table that follow one another: what a load makes by the million, and the journal keeps as one entry.
struct deskferry_new_rows {
    /// The table's name; null: every row is for `other`.
    const char *table;
    /// The id that the next of them has.
    sqlite3_int64 next;
    /// Who hears of all other changes.
    void (*other)(void *, int, const char *, sqlite3_int64);
    void *context;
};

/// SQLite calls this before each change of a row. Tables of one's own (`temp`) are nobody else's concern.
static inline void deskferry_before_change(
    void *context, sqlite3 *db, int operation, const char *database, const char *table, sqlite3_int64 former,
    sqlite3_int64 row) {
    struct deskferry_new_rows *rows = (struct deskferry_new_rows *)context;
    (void)db;
    if (database[0] != 'm') return;
    if (operation == SQLITE_INSERT && rows->table && row == rows->next && strcmp(table, rows->table) == 0) {
        rows->next++;
        return;
    }
    rows->other(rows->context, operation, table, operation == SQLITE_INSERT ? row : former);
}

/// Has changes noted from now on; a null pointer ends it.
static inline void deskferry_watch_changes(sqlite3 *db, struct deskferry_new_rows *rows) {
    sqlite3_preupdate_hook(db, rows ? deskferry_before_change : NULL, rows);
}

/// Gives memory that was freed back to the system; `malloc_trim` is not exported to Swift.
static inline void deskferry_release_free_memory(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
