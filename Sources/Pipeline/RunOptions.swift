import Foundation
import HelpDesk
import Mapping
import Reporting
import Spreadsheets
import Tables

/// What was asked for, as typed: the command line, a web page and the tests fill in the same form.
package struct RunOptions: Sendable {
    package var kind = RunReport.Kind.load
    /// The command that is carried out; nil: an import or a check.
    package var command: RunCommand?
    /// Files and folders, in any order; "-" is standard input.
    package var sources: [String] = []
    package var database = "deskferry.sqlite"
    /// Nil: `runs` beside the database.
    package var reportDirectory: String?
    /// `[PATTERN[#SHEET]=]FILE`
    package var maps: [String] = []
    /// How files are read that belong to no source of a job; its `mapping` does not count beside `maps`.
    package var reading = SourceReading()
    package var maxRejects: RejectLimit?
    /// Rows of each table at most; for a first look.
    package var limit: Int?
    /// A check whose very input is to be loaded: a run or a report folder.
    package var accept: String?
    package var actor: String?
    /// The agent of the files or of the database who becomes the first administrator.
    package var firstAdministrator: String?
    /// Files that bring the first agents must bring an administrator, or one must be named.
    package var needsAdministrator = true
    /// Requests invitations for the contacts that the run makes.
    package var invites = false
    /// Takes a mapping that is proposed for a table which no mapping fits, if it is sure; a check always does.
    package var auto = false
    /// Stops where a table is not what it was when its mapping was made.
    package var strictShape = false
    /// Seconds to wait for the lock and for readers.
    package var wait: TimeInterval = 60
    /// Bytes that keys may take in memory.
    package var memory = 2 << 30
    /// Leaves out hidden sheets, rows and columns.
    package var visibleOnly = false
    /// What reads the XML of XLSX sheets.
    package var xml = SheetXMLParser.scanner
    package var limits = WorkbookLimits()
    /// Writes every silent change to `ledger.csv`.
    package var ledger = false
    /// Warns about new records that look like others.
    package var warnDuplicates = false
    /// The job of which this is a run.
    package var job: SyncJob?
    /// The files of that run; they stand for `sources`.
    package var selection: SyncSelection?
    /// Loads even what the last run has loaded.
    package var force = false
    /// The program's version, as reports name it.
    package var version = ProgramVersion.current
    package var commandLine: [String] = []

    package init() {}
}

package typealias SheetXMLParser = Spreadsheets.SheetXMLParser

/// `--max-rejects`: so many rows, or such a share of them.
package enum RejectLimit: Sendable, Equatable, CustomStringConvertible {
    case rows(Int)
    /// 0…100
    case percent(Double)

    /// Reads `25` or `5%`; nil for anything else.
    package init?(_ text: String) {
        if text.hasSuffix("%"), let share = Double(text.dropLast()), (0...100).contains(share) {
            self = .percent(share)
        } else if let rows = Int(text), rows >= 0 {
            self = .rows(rows)
        } else {
            return nil
        }
    }

    package var description: String {
        switch self {
        case .rows(let rows): "\(rows) rows"
        case .percent(let share): "\(share.formatted()) %"
        }
    }

    /// Whether so many rejects of so many rows are too many. A share can only be judged at the end.
    func isExceeded(rejected: Int, of rows: Int, isEnd: Bool) -> Bool {
        switch self {
        case .rows(let limit): rejected > limit
        case .percent(let share): isEnd && rows > 0 && Double(rejected) * 100 > share * Double(rows)
        }
    }
}

/// The version that reports name.
package enum ProgramVersion {
    package static let current = "0.1.0"
}
