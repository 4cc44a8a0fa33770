import Foundation
import Testing

/// A command, what an undisturbed run of it has made, and what has to be there after it was killed.
struct KilledCommand: Sendable {
    private let name: String
    private let arguments: [String]
    private let calls: [WatchedDisk.Call]
    /// The calls from the first write to the database's file to the end of the commit.
    let committing: ClosedRange<Int>
    private let template: Shop
    private let before: String?
    private let after: String
    /// Runs that were committed before.
    private let earlier: Int
    /// What there is in the folder after an undisturbed run.
    private let names: [String]
    /// What the database knows then beside its records.
    private let known: String
    private let remembered: @Sendable (Shop) throws -> String

    /// Those of all cases, run once undisturbed for all tests.
    static let all = Result { try CrashCase.all.map { try KilledCommand($0) } }

    init(_ crash: CrashCase, adding files: (Shop) throws -> Void = { _ in }) throws {
        name = crash.description
        template = try crash.prepare()
        try files(template)
        arguments = try crash.arguments(in: template)
        before = template.exists("desk.sqlite") ? try template.digest() : nil
        earlier = try Self.committed(template)
        let shop = try template.copy()
        let (result, calls) = try WatchedDisk.calls(of: arguments, in: shop)
        #expect(result.status <= 1, "\(crash): \(result.error)")
        self.calls = calls
        committing = try calls.committing
        after = try shop.digest()
        names = shop.names()
        remembered = crash.remembered
        known = try remembered(shop)
        #expect(before != after, "\(crash) changes nothing")
    }

    /// So many calls before and after the commit.
    func outside(_ count: Int) -> [Int] {
        let others = calls.map(\.number).filter { !committing.contains($0) }
        return others.isEmpty ? [] : WatchedDisk.sample(0...others.count - 1, count).map { others[$0] }
    }

    /// So many calls, evenly.
    func sample(_ count: Int) -> [Int] { WatchedDisk.sample(1...calls.count, count) }

    /// Kills a run of its own at the call, and looks at what that has left.
    func kill(at call: Int) throws {
        let shop = try template.copy()
        let met = calls[call - 1]
        let place = Comment("\(name), killed at call \(call) of \(calls.count): \(met.name) \(met.path)")
        let isTorn = met.name == "write" && call % 3 == 0
        let killed = try shop.run(
            arguments, environment: environment(shop, isTorn ? .torn : .kill, at: call))
        #expect(killed.status == 128 + SIGKILL, place)
        // Every other time nobody thinks of `recover`: the next run has to do the same by itself.
        if call % 2 == 0 { try recover(shop, place) }
        try expectToEndWell(shop, place)
    }

    /// Lets the disk fail from the call on; what comes next finds everything as it was, or everything done.
    func fail(_ deed: WatchedDisk.Deed, at call: Int) throws {
        let (shop, failed, place) = try run(deed, at: call)
        let digest = try digestAfter(shop)
        if failed.status <= 1 {
            #expect(digest == after, place)
        } else {
            #expect(failed.status == 69, "\(place): \(failed.error)")
            #expect(failed.error.hasPrefix("deskferry: "), "\(place): \(failed.error)")
            #expect(digest == before || digest == after, place)
        }
        try expectToEndWell(shop, place)
    }

    /// Ctrl-C at the call: nothing is written, or all that was to be.
    func interrupt(at call: Int) throws {
        let (shop, ended, place) = try run(.interrupt, at: call)
        let digest = try digestAfter(shop)
        if ended.status <= 1 {
            // The last question whether to go on comes behind the report.
            let report = calls.last { $0.name == "create" && $0.path.hasSuffix("report.html") }
            #expect(call >= report?.number ?? 0, place)
            #expect(digest == after, place)
        } else {
            #expect(ended.status == 130, "\(place): \(ended.error)")
            #expect(ended.error.contains("nothing was written"), "\(place): \(ended.error)")
            #expect(digest == before, place)
        }
        #expect(!shop.exists("desk.sqlite-journal") && !shop.exists("desk.sqlite.lock"), place)
        #expect(shop.names("runs").filter { $0.hasPrefix(".") }.isEmpty, place)
        try expectToEndWell(shop, place)
    }

    /// Two of them: the program is gone at once, and the next run takes back what it has left.
    func interruptTwice(at call: Int) throws {
        let (shop, ended, place) = try run(.interruptTwice, at: call)
        #expect(ended.status == 130, "\(place): \(ended.error)")
        #expect(ended.error.contains("at once"), "\(place): \(ended.error)")
        try expectToEndWell(shop, place)
    }

    private func run(_ deed: WatchedDisk.Deed, at call: Int) throws -> (Shop, Shop.Result, Comment) {
        let shop = try template.copy()
        let result = try shop.run(arguments, environment: environment(shop, deed, at: call))
        let met = met(call)
        return (shop, result, "\(name), \(deed) at call \(call) of \(calls.count): \(met.name) \(met.path)")
    }

    private func environment(_ shop: Shop, _ deed: WatchedDisk.Deed, at call: Int) -> [String: String] {
        WatchedDisk.environment(shop.folder, deed, at: call).merging(CrashCase.environment) { $1 }
    }

    private func met(_ call: Int) -> WatchedDisk.Call { calls[call - 1] }

    /// The digest of what is there, once it is recovered; nil without a database or with an empty one.
    private func digestAfter(_ shop: Shop) throws -> String? {
        guard shop.size("desk.sqlite") > 0 else { return nil }
        if shop.exists("desk.sqlite-journal") { #expect(try shop.run("recover", "--quiet").status == 0) }
        let digest = try shop.digest()
        return before == nil && digest != after ? nil : digest
    }

    /// The same command again does what it was to do, or finds undone (2), deleted (64) or merged what was to be.
    private func expectToEndWell(_ shop: Shop, _ place: Comment) throws {
        let again = try shop.run(arguments, environment: CrashCase.environment)
        #expect([0, 1, 2, 64].contains(again.status), "\(place): \(again.error)")
        #expect(try shop.digest() == after, place)
        try expectSound(shop, place)
        #expect(try remembered(shop) == known, place)
    }

    private func recover(_ shop: Shop, _ place: Comment) throws {
        let isThere = shop.size("desk.sqlite") > 0
        let recovered = try shop.run("recover", "--quiet")
        // 69: there is nothing at all yet.
        #expect(recovered.status == 0 || (!isThere && recovered.status == 69), "\(place): \(recovered.error)")
        #expect(shop.names("runs").filter { $0.hasPrefix(".") }.isEmpty, place)
        #expect(!shop.exists("desk.sqlite-journal"), place)
        guard isThere else { return }
        let digest = try shop.digest()
        // All or nothing; what a first load leaves of its database when it is killed holds no record.
        let isDone = digest == after
        if let before { #expect(isDone || digest == before, place) }
        #expect(try Self.committed(shop) == earlier + (isDone ? 1 : 0), place)
    }

    /// The file, the history and the report folders, after the next run.
    private func expectSound(_ shop: Shop, _ place: Comment) throws {
        let doctor = try shop.run("doctor", "--quiet")
        #expect(doctor.status == 0, "\(place): \(doctor.output)")
        #expect(shop.names() == names, place)
        let runs = try Self.history(shop)
        #expect(Set(runs.compactMap { $0["id"] as? String }) == Set(shop.names("runs")), place)
        for id in shop.names("runs") {
            let json = try JSONSerialization.jsonObject(with: Data(try shop.bytes("runs/\(id)/report.json")))
            let report = try #require(json as? [String: Any], place)
            #expect(Self.balances(report), place)
        }
    }

    private static func committed(_ shop: Shop) throws -> Int {
        try history(shop).count { $0["outcome"] as? String == "committed" }
    }

    private static func history(_ shop: Shop) throws -> [[String: Any]] {
        guard shop.size("desk.sqlite") > 0 else { return [] }
        return try #require(try shop.run("runs", "list", "--json").json() as? [[String: Any]])
    }

    /// What was read is what became something, per entity.
    private static func balances(_ report: [String: Any]) -> Bool {
        let outcomes = [
            "created", "updated", "unchanged", "deleted", "restored", "skipped", "rejected", "parked",
        ]
        return (report["entities"] as? [[String: Any]] ?? []).allSatisfy { entity in
            let counts = entity["counts"] as? [String: Any] ?? entity
            return counts["read"] as? Int == outcomes.reduce(0) { $0 + (counts[$1] as? Int ?? 0) }
        }
    }
}

extension Shop {
    /// The size of a file; 0 where there is none.
    func size(_ name: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path(name)))?[.size] as? Int ?? 0
    }
}
