import Foundation
import HelpDesk
import Pipeline
import Storage
import Tables
import Testing

/// Runs that are taken back.
@Suite struct UndoTests {
    private let people = "email,last_name,account\na@b.pl,Nowak,Acme\nc@d.pl,Kos,Acme\n"

    private func desk() throws -> Desk {
        let desk = try Desk()
        try desk.bring(["accounts.csv": "name,website\nAcme,acme.example\n"])
        try desk.bring(["contacts.csv": people])
        return desk
    }

    @Test func aFirstLoadGoesToTheRecycleBin() throws {
        let desk = try Desk()
        let run = try desk.bring(["contacts.csv": "email,last_name\na@b.pl,Nowak\nc@d.pl,Kos\n"])
        try desk.undo(run)
        #expect(try desk.lines("SELECT count(*) FROM contacts WHERE deleted_at IS NULL") == ["0"])
        #expect(try desk.lines("SELECT count(*), count(DISTINCT deletion_id) FROM contacts") == ["2|1"])
        #expect(try desk.lines("SELECT run, entity, record_id FROM deletions") == ["2|contacts|1"])
    }

    @Test func changedValuesBecomeWhatTheyWere() throws {
        let desk = try desk()
        let before = try desk.state()
        let run = try desk.bring(["contacts.csv": "email,last_name\na@b.pl,Lis\nnew@b.pl,Wilk\n"])
        let undo = try desk.undo(run)
        #expect(undo.changes == ["contacts a@b.pl last_name: Lis → Nowak"])
        #expect(try desk.state() == before)
    }

    /// What the benchmark asserts of a million contacts: the journal is little more than the values that are gone.
    @Test func theJournalOfUpdatesIsSmall() throws {
        let desk = try Desk()
        let cities = ["Kraków", "Łódź", "Gdańsk", "Frankfurt am Main", "Rio de Janeiro", "大阪市"]
        func file(_ phone: String, _ turn: Int) -> String {
            "email,last_name,phone,city\n"
                + (0..<2_000).map { "p\($0)@b.pl,Nowak,\(phone)\(10_000 + $0),\(cities[($0 + turn) % 6])\n" }.joined()
        }
        try desk.bring(["contacts.csv": file("+486012", 0)])
        let former = try desk.lines("SELECT sum(length(CAST(phone || city AS BLOB))) FROM contacts")
        try desk.bring(["contacts.csv": file("+497034", 1)])
        let journal = try desk.lines("SELECT sum(length(bytes)) FROM journal WHERE run = 2")
        let (bytes, values) = (try #require(Int(journal[0])), try #require(Int(former[0])))
        #expect(bytes * 2 <= values * 3 + 2 * 40 * 2_000, "\(bytes) bytes for \(values)")
    }

    @Test func anUndoCanBeUndone() throws {
        let desk = try desk()
        let run = try desk.bring(["contacts.csv": "email,last_name\na@b.pl,Lis\nnew@b.pl,Wilk\n"])
        let after = try desk.state()
        let undo = try desk.undo(run)
        try desk.undo(undo)
        #expect(try desk.state() == after)
        try desk.undo(run)
    }

    @Test func aJournalOfALoadIsAFewBytes() throws {
        let desk = try Desk()
        let rows = (1...2_000).map { "p\($0)@b.pl,N\($0)\n" }.joined()
        try desk.bring(["contacts.csv": "email,last_name\n" + rows])
        let bytes = try #require(Int(try desk.lines("SELECT sum(length(bytes)) FROM journal")[0]))
        #expect(bytes < 100)
    }

    @Test func aJournalOfChangesIsLittleMoreThanTheFormerValues() throws {
        let desk = try Desk()
        func rows(_ city: String) -> String { (1...500).map { "p\($0)@b.pl,N\($0),\(city)\($0 % 7)\n" }.joined() }
        try desk.bring(["contacts.csv": "email,last_name,city\n" + rows("Nowe Miasto ")])
        try desk.bring(["contacts.csv": "email,last_name,city\n" + rows("Wola ")])
        let bytes = try #require(Int(try desk.lines("SELECT sum(length(bytes)) FROM journal WHERE run = 2")[0]))
        let values = 500 * "Nowe Miasto 1".utf8.count
        let limit = values * 3 / 2 + 500 * 40
        #expect(bytes < limit)
        #expect(bytes > values)
    }

    @Test func twiceIsSaid() throws {
        let desk = try desk()
        let run = try desk.bring(["contacts.csv": "email,last_name\na@b.pl,Lis\n"])
        try desk.undo(run)
        #expect(desk.refusal(run)?.code == "undo.twice")
    }

    @Test func checksAndRunsWithoutChangesHaveNothingToUndo() throws {
        let desk = try desk()
        let check = try desk.bring(["contacts.csv": people], check: true)
        #expect(desk.refusal(check)?.code == "undo.nothing")
        let same = try desk.bring(["contacts.csv": people])
        #expect(desk.refusal(same)?.code == "undo.nothing")
    }

    @Test func whatWasChangedSinceIsRefusedByName() throws {
        let desk = try desk()
        let run = try desk.bring(["contacts.csv": "email,last_name\na@b.pl,Lis\nc@d.pl,Wilk\n"])
        let later = try desk.bring(["contacts.csv": "email,last_name\na@b.pl,Sowa\n"])
        let refusal = try #require(desk.refusal(run))
        #expect(refusal.code == "undo.newer")
        #expect(refusal.status == .stopped)
        #expect(refusal.details == ["contact #1 a@b.pl: changed by run \(later.report.run) since"])
        try desk.undo(run, keepsNewer: true)
        #expect(try desk.lines("SELECT last_name FROM contacts ORDER BY id") == ["Sowa", "Kos"])
    }

    @Test func afterTheLaterRunIsUndoneTheEarlierOneCanBe() throws {
        let desk = try desk()
        let before = try desk.state()
        let run = try desk.bring(["contacts.csv": "email,last_name\na@b.pl,Lis\n"])
        let later = try desk.bring(["contacts.csv": "email,last_name\na@b.pl,Sowa\n"])
        try desk.undo(later)
        try desk.undo(run)
        #expect(try desk.state() == before)
    }

    @Test func recordsThatReferToWhatGoesStandAgainstIt() throws {
        let desk = try Desk()
        let run = try desk.bring(["accounts.csv": "name\nAcme\n"])
        try desk.bring(["contacts.csv": people])
        let refusal = try #require(desk.refusal(run))
        #expect(refusal.code == "undo.referred")
        #expect(refusal.details.first == "contact #1 a@b.pl: refers to Acme (account)")
        let undo = try desk.undo(run, cascades: true)
        #expect(try desk.lines("SELECT count(*) FROM contacts WHERE deleted_at IS NULL") == ["0"])
        try desk.undo(undo)
        #expect(try desk.lines("SELECT count(*) FROM contacts WHERE deleted_at IS NULL") == ["2"])
    }

    @Test func deletionsMergesAndRestorationsComeBack() throws {
        let desk = try desk()
        let before = try desk.state()
        let deletion = try desk.command(.delete, .accounts, ["Acme"])
        let deleted = try desk.state()
        let restoration = try desk.command(.restore, .accounts, ["Acme"])
        #expect(try desk.digest() == before.digest)
        try desk.undo(restoration)
        #expect(try desk.state() == deleted)
        try desk.undo(deletion)
        #expect(try desk.state() == before)
        let merge = try desk.merge(try desk.decide(.contacts, [[1, 2]]))
        #expect(try desk.lines("SELECT count(*) FROM contacts WHERE deleted_at IS NULL") == ["1"])
        try desk.undo(merge)
        #expect(try desk.state() == before)
    }

    @Test func aKeyThatSomebodyElseHasByNowStandsAgainstIt() throws {
        let desk = try desk()
        let run = try desk.command(.delete, .contacts, ["a@b.pl"])
        try desk.bring(["contacts.csv": "email,last_name\na@b.pl,Other\n"])
        let refusal = try #require(desk.refusal(run))
        #expect(refusal.details == ["contact #1 a@b.pl: its former email belongs to a@b.pl now"])
    }

    @Test func whatWasPurgedCannotComeBack() throws {
        let desk = try desk()
        let run = try desk.command(.delete, .contacts, ["a@b.pl"])
        var options = RunOptions()
        options.database = desk.database
        let purge = try desk.run(try RecycleBin(desk.database).purge(olderThan: nil, options).plan)
        #expect(desk.refusal(purge)?.code == "undo.purge")
        #expect(desk.refusal(run)?.code == "undo.purged")
    }

    @Test func aDryRunLeavesTheDatabaseByteForByte() throws {
        let desk = try desk()
        let run = try desk.bring(["contacts.csv": "email,last_name\na@b.pl,Lis\nnew@b.pl,Wilk\n"])
        let before = try Data(contentsOf: URL(fileURLWithPath: desk.database))
        let dry = try desk.undo(run, check: true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: desk.database)) == before)
        let undo = try desk.undo(run)
        #expect(dry.changes == undo.changes)
        #expect(dry.report.deeds == undo.report.deeds)
    }

    /// Whatever was done, and in whatever order: an undo leaves what was there before, and an undo of it what it undid.
    @Test(arguments: 1...8) func anyRunLeavesNoTrace(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let desk = try desk()
        var stack: [(run: Run, before: DeskState)] = []
        for step in 0..<12 {
            if !stack.isEmpty, Int.random(in: 0..<3, using: &random) == 0 {
                let (run, before) = stack.removeLast()
                let after = try desk.state()
                let undo = try desk.undo(run)
                #expect(try desk.state() == before, "seed \(seed), step \(step)")
                if Bool.random(using: &random) {
                    try desk.undo(undo)
                    #expect(try desk.state() == after, "seed \(seed), step \(step), redone")
                    stack.append((run, before))
                }
            } else {
                let before = try desk.state()
                guard let run = try desk.doAnything(&random), desk.hasChanged(run) else { continue }
                stack.append((run, before))
            }
        }
        while let (run, before) = stack.popLast() {
            try desk.undo(run)
            #expect(try desk.state() == before, "seed \(seed), at the end")
        }
    }
}

/// What a desk holds: all live records, and what the tables around them say.
struct DeskState: Equatable {
    var digest = ""
    var rows: [String] = []
}

struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

extension Desk {
    @discardableResult
    func undo(
        _ run: Run, keepsNewer: Bool = false, cascades: Bool = false, check: Bool = false
    ) throws -> Run {
        let undone = try self.run(try undoPlan(run, keepsNewer: keepsNewer, cascades: cascades, check: check))
        #expect(undone.report.balances)
        let trouble = try Inspection(database).examine().filter { !$0.isHealthy }
        #expect(trouble.isEmpty, "\(trouble)")
        return undone
    }

    private func undoPlan(
        _ run: Run, keepsNewer: Bool = false, cascades: Bool = false, check: Bool = false
    ) throws -> ImportPlan {
        try runUndo(run, keepsNewer: keepsNewer, cascades: cascades, check: check).plan()
    }

    private func runUndo(
        _ run: Run, keepsNewer: Bool = false, cascades: Bool = false, check: Bool = false
    ) -> RunUndo {
        var options = RunOptions()
        options.database = database
        options.kind = check ? .check : .load
        return RunUndo(run.report.run, keepsNewer: keepsNewer, cascades: cascades, options)
    }

    /// Why the run is not taken back.
    func refusal(_ run: Run) -> ImportFailure? {
        do {
            _ = try runUndo(run).preview()
            return nil
        } catch {
            return error
        }
    }

    func run(_ plan: ImportPlan) throws -> Run {
        let run = try ImportRun(plan)
        return Run(report: try run.run(), folder: run.reportPath ?? "")
    }

    func command(_ verb: RecordVerb, _ entity: Entity, _ keys: [String], _ assignments: [String] = []) throws -> Run {
        var options = RunOptions()
        options.database = database
        let command = try RecordCommand(verb, entity, options)
        return try run(
            try command.plan(keys: keys, assignments: assignments.map { try FieldAssignment($0, of: entity) }))
    }

    func hasChanged(_ run: Run) -> Bool {
        let totals = run.report.totals
        return totals.created + totals.updated + totals.deleted + totals.restored + totals.madeByReference > 0
    }

    func state() throws -> DeskState {
        var rows: [String] = []
        for table in ["accounts", "contacts", "tickets", "external_ids", "contact_projects", "open_rows"] {
            guard try !lines("SELECT 1 FROM sqlite_master WHERE name = '\(table)'").isEmpty else { continue }
            let columns = try lines("SELECT name FROM pragma_table_xinfo('\(table)')").sorted()
            let live = columns.contains("deleted_at") ? " WHERE deleted_at IS NULL" : ""
            let own = table == "external_ids" ? " WHERE \(Self.liveOwner)" : live
            rows += try lines("SELECT \(columns.joined(separator: ", ")) FROM \(table)\(own)").map { "\(table) \($0)" }
        }
        return DeskState(digest: try digest(), rows: rows.sorted())
    }

    private static let liveOwner =
        "CASE entity WHEN 'contacts' THEN (SELECT deleted_at IS NULL FROM contacts WHERE id = record_id) "
        + "WHEN 'tickets' THEN (SELECT deleted_at IS NULL FROM tickets WHERE id = record_id) ELSE 1 END"

    /// One of the things that people do to a help desk, with a handful of records that meet again and again.
    func doAnything(_ random: inout SeededGenerator) throws -> Run? {
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1, 2: try load(&random)
        case 3: try bring(["accounts.csv": "name,website\nAcme,w\(random.next() % 9).example\nBeta,b.example\n"])
        case 4: try? command(.edit, .contacts, [somebody(&random)], ["last_name=N\(random.next() % 99)"])
        case 5: try? command(.delete, Bool.random(using: &random) ? .contacts : .accounts, [anything(&random)])
        case 6: try? command(.restore, .contacts, [somebody(&random)])
        default: try mergeSome()
        }
    }

    private func somebody(_ random: inout SeededGenerator) -> String { "p\(random.next() % 6)@b.pl" }

    private func anything(_ random: inout SeededGenerator) -> String {
        Bool.random(using: &random) ? somebody(&random) : "Acme"
    }

    private func load(_ random: inout SeededGenerator) throws -> Run {
        var rows = "external_id,email,last_name,account,projects\n"
        for number in Set((0..<4).map { _ in random.next() % 6 }).sorted() {
            let account = ["Acme", "Beta", ""][Int(random.next() % 3)]
            rows += "\(number),p\(number)@b.pl,N\(random.next() % 5),\(account),P\(random.next() % 3)\n"
        }
        return try bring(["contacts.csv": rows])
    }

    private func mergeSome() throws -> Run? {
        let live = try lines("SELECT id FROM contacts WHERE deleted_at IS NULL ORDER BY id LIMIT 2").compactMap(
            UInt32.init)
        return live.count == 2 ? try merge(try decide(.contacts, [live])) : nil
    }
}
