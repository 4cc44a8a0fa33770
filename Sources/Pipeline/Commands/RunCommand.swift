import HelpDesk
import Reporting
import Storage
import Tables

/// The command that a run carries out, where it is no import.
package struct RunCommand: Sendable {
    /// As the history calls it: `edit contacts`.
    package let name: String
    /// What the agent in whose name it is done must be allowed to do.
    package let right: Right
    /// The same, as the end of "may not …".
    package let deed: String
    /// Sentences for the report.
    var notes: [String] = []
    /// Who is removed; who does that may not be among them, and must be of their rank.
    var leaving: [Person] = []

    /// A condition says which records are meant: some of them may be such that nothing can be done for them.
    var choosesByCondition = false

    /// What it does beside what its tables say, in the same transaction.
    var errand: (@Sendable (Errand) throws(ImportFailure) -> [DeedReport])?

    /// What an errand has at hand.
    struct Errand {
        let session: StoreSession
        /// False: it only says what it would do.
        let writes: Bool
        let run: Int64
        /// For `changes.csv`.
        let changes: ChangesWriter
        /// Takes a sentence for the report.
        let note: (String) -> Void
    }

    struct Person: Sendable {
        let id: UInt32
        let label: String
        let role: String?
        let status: String?

        var kind: ActorKind { ActorKind(role: role, status: status) }
    }

    package init(_ name: String, right: Right, deed: String? = nil) {
        self.name = name
        self.right = right
        self.deed = deed ?? name
    }
}

/// What can be done to records of any entity.
package enum RecordVerb: String, Sendable, CaseIterable {
    case add, edit, delete, restore, associate, dissociate

    /// What a row of the command asks for.
    package var action: RecordAction {
        switch self {
        case .add: .create
        case .edit: .update
        case .delete: .delete
        case .restore: .restore
        case .associate: .associate
        case .dissociate: .dissociate
        }
    }

    /// Which records its rows may make.
    package var mode: RecordMode { self == .add ? .create : .update }

    package var right: Right { action.right }

    package func command(_ entity: Entity) -> RunCommand { RunCommand("\(rawValue) \(entity.name)", right: right) }

    /// Fails where records of this kind cannot be treated so.
    package func check(_ entity: Entity) throws(ImportFailure) {
        switch self {
        case .delete, .restore: if !entity.isDeletable { throw .notDeletable(entity, self) }
        case .associate, .dissociate: if entity.association == nil { throw .notAssociable(entity, self) }
        case .add: if entity.isSingle { throw .singleEntity(entity) }
        case .edit: break
        }
    }
}
