import HelpDesk
import Tables

/// Why a record cannot be what it was before the run.
package struct UndoObstacle: Sendable, Equatable {
    package enum Reason: Sendable, Equatable {
        /// A later run has changed it; its name in the history, where it has one.
        case newer(run: String)
        /// It was removed for good.
        case purged
        /// Another record has its former key by now.
        case taken(field: String, by: String)
        /// It would refer to a record that a later run has put into the recycle bin.
        case refersToBin(field: String, label: String)
        /// It is not of the run, and refers to a record that would go.
        case refers(field: String, to: String)
    }

    package let entity: EntityName
    package let id: UInt32
    package let label: String
    package let reason: Reason
}

/// What an undo may do about what has happened since.
package struct UndoChoices: Sendable {
    /// Leaves records alone that were changed since.
    package var keepsNewer = false
    /// Takes records along that refer to what goes.
    package var cascades = false

    package init(keepsNewer: Bool = false, cascades: Bool = false) {
        self.keepsNewer = keepsNewer
        self.cascades = cascades
    }
}

/// What an undo does to records of one entity.
package struct UndoCounts: Sendable, Equatable {
    /// Made by the run: they go to the recycle bin.
    package var gone = 0
    /// Their fields get the former values.
    package var putBack = 0
    /// Out of the recycle bin again.
    package var broughtBack = 0
    /// The run had taken them out of the recycle bin.
    package var sentBack = 0
    /// Made or linked later, and gone along.
    package var along = 0

    package var total: Int { gone + putBack + broughtBack + sentBack + along }
}

/// Some of many, and how many there are.
package struct UndoObstacles: Sendable {
    package private(set) var first: [UndoObstacle] = []
    package private(set) var count = 0
    /// As many as a person reads.
    package static let shown = 20

    mutating func add(_ obstacle: @autoclosure () throws(ImportFailure) -> UndoObstacle) throws(ImportFailure) {
        count += 1
        if first.count < Self.shown { first.append(try obstacle()) }
    }
}
