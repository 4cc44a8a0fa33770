import CSQLite
import Foundation
import GRDB
import Tables

/// The help desk database as a file: found, checked, opened, locked.
package final class HelpDeskDatabase {
    package enum Access: Sendable { case read, write(wait: TimeInterval) }

    /// The absolute path.
    package let path: String
    /// There was no database before.
    package let isNew: Bool
    private let queue: DatabaseQueue
    private let lock: RunLock?

    private init(path: String, isNew: Bool, queue: DatabaseQueue, lock: RunLock?) {
        self.path = path
        self.isNew = isNew
        self.queue = queue
        self.lock = lock
    }

    /// SQLite's process-wide settings; a global is initialised once, before the first database is opened.
    private static let isConfigured: Bool = deskferry_configure_sqlite() == SQLITE_OK

    /// Opens an existing database to read, or any to write. A database that is not there is created by writing only.
    package static func open(
        _ name: String, _ access: Access, holder: String = "", isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) throws(ImportFailure) -> HelpDeskDatabase {
        _ = isConfigured
        let path = absolute(name)
        let state = try DatabaseFile.inspect(path)
        switch access {
        case .read:
            guard state == .database else { throw .databaseMissing(path) }
            if DatabaseFile.hasHotJournal(path) && !RunLock.isHeld(database: path) { throw .interruptedRun(path) }
            return HelpDeskDatabase(
                path: path, isNew: false, queue: try makeQueue(path, readonly: true, wait: 5), lock: nil)
        case .write(let wait):
            let lock = try RunLock.acquire(database: path, wait: wait, holder: holder, isInterrupted: isInterrupted)
            // Again: the run that held the lock may have created it.
            let isNew = try DatabaseFile.inspect(path) == .absent
            do {
                let queue = try makeQueue(path, readonly: false, wait: wait, isInterrupted: isInterrupted)
                if isNew { try mark(queue, path) }
                try migrate(queue, path)
                return HelpDeskDatabase(path: path, isNew: isNew, queue: queue, lock: lock)
            } catch {
                if isNew { unlink(path) }
                lock.release()
                throw error.code == "database.busy" && isInterrupted() ? .interrupted() : error
            }
        }
    }

    /// Fails where a database of this name could be neither opened nor created; looks, and touches nothing.
    package static func checkPlace(_ name: String) throws(ImportFailure) {
        _ = try DatabaseFile.inspect(absolute(name))
    }

    /// Whether there is a database of this name; looks, and touches nothing.
    package static func isThere(_ name: String) -> Bool {
        (try? DatabaseFile.inspect(absolute(name))) == .database
    }

    /// An empty database in memory: what a check of a database that is not there yet runs against.
    package static func empty(standingFor name: String) throws(ImportFailure) -> HelpDeskDatabase {
        _ = isConfigured
        let path = absolute(name)
        do {
            let queue = try DatabaseQueue(configuration: configuration(readonly: false, wait: 5))
            try MachineryMigrations.migrator.migrate(queue)
            try queue.writeWithoutTransaction { db in
                for statement in try SchemaPlan(db).statements { try db.execute(sql: statement) }
            }
            return HelpDeskDatabase(path: path, isNew: true, queue: queue, lock: nil)
        } catch {
            throw translate(error, path)
        }
    }

    package static func absolute(_ name: String) -> String {
        URL(fileURLWithPath: name).standardizedFileURL.path
    }

    /// Whether a path names another database that there is. One that was moved here is this one, under its former name.
    package static func isAnother(_ path: String, than database: String) -> Bool {
        path != database && FileManager.default.fileExists(atPath: path)
    }

    /// How often a database is asked for that another program has.
    private static let busyPause: UInt32 = 50_000

    private static func configuration(
        readonly: Bool, wait: TimeInterval, isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .callback { tries in
            guard Double(tries) * Double(busyPause) < wait * 1e6, !isInterrupted() else { return false }
            usleep(busyPause)
            return true
        }
        configuration.prepareDatabase { db in
            // 8 MiB of page cache: the load appends, so more of it only costs memory (docs/performance.md).
            try db.execute(sql: "PRAGMA cache_size = -8192")
            guard !readonly else { return }
            try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = OFF")
        }
        return configuration
    }

    private static func makeQueue(
        _ path: String, readonly: Bool, wait: TimeInterval,
        isInterrupted: @escaping @Sendable () -> Bool = { false }
    ) throws(ImportFailure) -> DatabaseQueue {
        do {
            return try DatabaseQueue(
                path: path, configuration: configuration(readonly: readonly, wait: wait, isInterrupted: isInterrupted))
        } catch {
            throw translate(error, path)
        }
    }

    /// Says before anything else whose database it is: a run that is killed between two migrations leaves one that the
    /// next run knows again.
    private static func mark(_ queue: DatabaseQueue, _ path: String) throws(ImportFailure) {
        do {
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA application_id = \(MachineryMigrations.applicationID)")
            }
        } catch {
            throw translate(error, path)
        }
    }

    private static func migrate(_ queue: DatabaseQueue, _ path: String) throws(ImportFailure) {
        do {
            if try queue.read(MachineryMigrations.migrator.hasBeenSuperseded) { throw ImportFailure.newerSchema(path) }
            try MachineryMigrations.migrator.migrate(queue)
        } catch {
            throw translate(error, path)
        }
    }

    private static func translate(_ error: any Error, _ path: String) -> ImportFailure {
        if let failure = error as? ImportFailure { return failure }
        if let error = error as? DatabaseError {
            let failure = ImportFailure.sqlite(error, path: path)
            // What is in the way is a run more often than another program.
            let holder = failure.code == "database.busy" ? RunLock.holder(database: path) : nil
            return holder.map { .locked(path, holder: $0) } ?? failure
        }
        return ImportFailure("database.error", .internalError, "\(path) could not be used.", cause: "\(error)")
    }

    // MARK: Sessions

    /// Runs `body` in one transaction; everything is taken back when it throws or returns false.
    /// A database opened to read gets a transaction that cannot write.
    ///
    /// - Parameter isInterrupted: is asked now and then, also in the middle of a long statement; a yes ends the
    ///   transaction with `run.interrupted`. Nobody is asked any more once `body` has returned.
    package func transaction(
        isInterrupted: (@Sendable () -> Bool)? = nil, _ body: (StoreSession) throws(ImportFailure) -> Bool
    ) throws(ImportFailure) {
        do {
            if queue.configuration.readonly || lock == nil {
                try queue.unsafeRead { db in
                    try db.inTransaction(.deferred) {
                        let session = try StoreSession(db, isWritable: false)
                        defer { session.close() }
                        _ = try session.interruptible(isInterrupted, body)
                        return .rollback
                    }
                }
            } else {
                try writeTransaction(isInterrupted, body)
            }
        } catch {
            let failure = Self.translate(error, path)
            throw failure.code == "database.busy" && isInterrupted?() == true ? .interrupted() : failure
        }
    }

    private func writeTransaction(
        _ isInterrupted: (@Sendable () -> Bool)?, _ body: (StoreSession) throws(ImportFailure) -> Bool
    ) throws {
        try queue.writeWithoutTransaction { db in
            try db.inTransaction(.exclusive) {
                let session = try StoreSession(db, isWritable: true)
                defer { session.close() }
                guard try session.interruptible(isInterrupted, body) else { return .rollback }
                try session.finishJournal()
                return .commit
            }
        }
    }

    /// Closes the database and lets go of the lock. `discard` removes a file that this run has created.
    package func close(discard: Bool = false) {
        try? queue.close()
        if isNew && discard && lock != nil { unlink(path) }
        lock?.release()
    }

    /// The change counter in the file's header: one more after each writing transaction.
    package static func changeCounter(of path: String) -> UInt32? { DatabaseFile.changeCounter(path) }
}
