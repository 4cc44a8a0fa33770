import HelpDesk
import Tables

/// What the resolver must know of its run.
package struct RunContext: Sendable {
    /// The number of the run, written to the records it makes.
    package var runNumber: Int64
    package var hasher: ByteHasher
    /// The agent who imports; nil without `--as`.
    package var actorID: UInt32?
    /// What the actor may do, where they were there before the run.
    package var actorStanding: AgentStanding?
    /// The email address given for the actor, who may come in with this very run.
    package var actorEmail: String?
    /// The email address of the agent who becomes the first administrator.
    package var firstAdministrator: String?
    /// Names of the run's tables as people see them, by table index.
    package var tableNames: [String]
    /// Whether new records that look like others are warned about.
    package var warnsDuplicates: Bool
    /// The job of which the run is one; nil for all others.
    package var job: String?
    /// Those whom the run's command removes, with all that belongs to it (`Entity.removal`).
    package var leaving: Set<UInt32>
    /// Whether somebody acts who may not decide on who leads the help desk.
    package var keepsLeaders: Bool

    package init(
        runNumber: Int64, hasher: ByteHasher, actorID: UInt32?, actorStanding: AgentStanding? = nil,
        actorEmail: String? = nil, firstAdministrator: String? = nil, tableNames: [String],
        warnsDuplicates: Bool = false, job: String? = nil, leaving: Set<UInt32> = [], keepsLeaders: Bool = false
    ) {
        self.runNumber = runNumber
        self.hasher = hasher
        self.actorID = actorID
        self.actorStanding = actorStanding
        self.actorEmail = actorEmail
        self.firstAdministrator = firstAdministrator
        self.tableNames = tableNames
        self.warnsDuplicates = warnsDuplicates
        self.job = job
        self.leaving = leaving
        self.keepsLeaders = keepsLeaders
    }
}
