import Foundation
import Testing

/// The history: who did what when, with what, and what came of it.
@Suite struct RunsTests {
    private func list(_ shop: Shop, _ options: String...) throws -> [[String: Any]] {
        try #require(try shop.run(["runs", "list", "--json"] + options).json() as? [[String: Any]])
    }

    private static let broken = "email,first_name,last_name\nbroken,Ada,Kot\n"

    // MARK: list

    @Test func stoppedFailedAndRefusedRunsAreListed() throws {
        let shop = try Shop.stocked()
        try shop.write("agents.csv", Files.agents)
        #expect(try shop.run("import", "agents.csv", "--quiet").status == 0)
        try shop.write("bad.csv", Self.broken)
        #expect(try shop.run("import", "bad.csv", "--max-rejects", "0", "--quiet").status == 2)
        #expect(try shop.run("edit", "contacts", "#1", "phone=", "--as", "light@desk.pl", "--quiet").status == 77)
        #expect(try shop.run("edit", "contacts", "#1", "phone=", "--as", "ola@desk.pl", "--quiet").status == 0)
        let runs = try list(shop)
        #expect(runs.map { $0["outcome"] as? String } == ["committed", "failed", "stopped", "committed", "committed"])
        #expect(runs.map { $0["exit_status"] as? Int } == [0, 77, 2, 0, 0])
        #expect(runs.map { $0["kind"] as? String }.prefix(2) == ["edit contacts", "edit contacts"])
        #expect(runs[0]["actor"] as? String == "ola@desk.pl" && runs[0]["updated"] as? Int == 1)
        #expect(runs[2]["files"] as? [String] == ["bad.csv"])
        #expect(runs[4]["files"] as? [String] == ["tickets.csv", "contacts.csv"])
        let lines = try shop.run("runs", "list").output.split(separator: "\n")
        #expect(lines[0].contains("by ola@desk.pl") && !lines[0].contains("command"))
        #expect(lines[2].contains("stopped") && lines[2].hasSuffix("bad.csv"))
        #expect(try list(shop, "--limit", "2").count == 2)
        #expect(try shop.run("runs", "list", "--limit", "0").status == 64)
    }

    @Test func columnsAreAsWideAsTheLongestKind() throws {
        let shop = try Shop.stocked()
        #expect(try shop.run("organization", "edit", "name=Acme", "--quiet").status == 0)
        #expect(try shop.run("undo", "last", "--yes", "--quiet").status == 0)
        let lines = try shop.run("runs", "list").output.split(separator: "\n").map(String.init)
        #expect(lines.count == 3)
        let places = lines.compactMap { line in
            line.range(of: "committed").map { line.distance(from: line.startIndex, to: $0.lowerBound) }
        }
        #expect(places.count == 3 && Set(places).count == 1, "\(lines)")
        #expect(lines[0].contains("undo               committed  1 "), "\(lines)")
    }

    @Test func runsOfAnotherDatabaseInTheSameFolderAreNotTouched() throws {
        let shop = try Shop.stocked()
        try shop.write("bad.csv", Self.broken + "other@acme.pl,Jan,Kos\n")
        let other = ["--db", shop.path("other.sqlite")]
        #expect(try shop.run(["import", "bad.csv", "--quiet"] + other).status == 1)
        let theirs = try #require(try shop.run(["runs", "list", "--json"] + other).json() as? [[String: Any]])
        let id = try #require(theirs.first?["id"] as? String)
        #expect(theirs.count == 1)
        #expect(try list(shop).count == 1)
        #expect(try shop.run("undo", "last", "--yes", "--quiet").status == 0)
        #expect(try shop.run("runs", "prune", "--older-than", "0s", "--yes").status == 0)
        #expect(shop.exists("runs/\(id)/rejects/bad.csv"))
        let undo = try shop.run("undo", shop.path("runs/\(id)"), "--yes")
        #expect(undo.status == 2 && undo.error.contains("is not in the history of this database"))
    }

    @Test func runsWithoutAReadableReportAreListedAsSuch() throws {
        let shop = try Shop.stocked()
        #expect(try shop.run("check", "contacts.csv", "--quiet").status == 0)
        let check = try #require(try list(shop)[0]["id"] as? String)
        try shop.write("runs/\(check)/run.json", "{")
        let runs = try list(shop)
        #expect(runs.map { $0["is_readable"] as? Bool } == [false, true])
        #expect(runs[0]["id"] as? String == check)
        let line = try #require(try shop.run("runs", "list").output.split(separator: "\n").first)
        #expect(line.hasPrefix(check) && line.contains("cannot be read"))
        #expect(try shop.run("runs", "show", check).status == 65)
    }

    // MARK: show

    @Test func showSaysEverything() throws {
        let shop = try Shop.stocked()
        try shop.write("contacts.csv", Files.contacts.replacing("Kos", with: "Koz") + "broken,Ada,Kot,,Acme\n")
        #expect(try shop.run("import", "contacts.csv", "--encoding", "utf-8", "--quiet").status == 1)
        let text = try shop.run("runs", "show").output
        let digest = try shop.runShell("sha256sum contacts.csv").output.prefix(64)
        for part in [
            "outcome   committed, exit code 1", "SHA-256 \(digest)", "encoding utf-8 (given", "delimiter , (detected",
            "mapping deskferry/contacts: 4 rows", "contacts: 4 read = 1 updated + 2 unchanged + 1 rejected",
            "the counts add up", "1  error email.invalid email in contacts.csv", "contacts.last_name",
            "jan@acme.pl: Kos → Koz", "/rejects/contacts.csv: 1 row", "/report.html", "import contacts.csv",
        ] { #expect(text.contains(part), "\(part)\n\(text)") }
        let stopped = try shop.run("import", "contacts.csv", "--max-rejects", "0")
        #expect(stopped.status == 2)
        #expect(try shop.run("runs", "show").output.contains("outcome   stopped, exit code 2"))
    }

    // MARK: diff

    @Test func diffShowsOldAndNewValues() throws {
        let shop = try Shop.stocked()
        #expect(try shop.run("runs", "diff").output.contains("has changed no field"))
        let note = "=1+1, \"quoted\"\nsecond line"
        #expect(try shop.run("edit", "contacts", "jan@acme.pl", "first_name=Jon", "phone=+48 600 100 200").status == 0)
        let run = try #require(try list(shop)[0]["id"] as? String)
        #expect(try shop.run("edit", "contacts", "jan@acme.pl", "description=\(note)").status == 0)
        let lines = try shop.run("runs", "diff", run).output
        #expect(lines.contains("contacts #2 first_name: Jan → Jon\n"))
        #expect(lines.contains("contacts #2 phone: (empty) → +48"))
        let changes = try #require(try shop.run("runs", "diff", "--json").json() as? [[String: Any]])
        #expect(changes.count == 1 && changes[0]["new"] as? String == note && changes[0]["old"] == nil)
        // Without its folder the journal knows what was there before, and what a later run has changed again.
        #expect(try shop.run("edit", "contacts", "#2", "first_name=Joe").status == 0)
        try FileManager.default.removeItem(atPath: shop.path("runs/\(run)"))
        let kept = try shop.run("runs", "diff", run)
        #expect(kept.status == 0 && kept.output.contains("contacts jan@acme.pl first_name: Jan → Jon\n"))
        #expect(kept.output.contains("phone: (empty) → +48") && kept.error.isEmpty, "\(kept.output)\(kept.error)")
        #expect(try shop.run("runs", "prune", "--older-than", "0s", "--yes").status == 0)
        let pruned = try shop.run("runs", "diff", run)
        #expect(pruned.status == 66 && pruned.error.contains("is not known any more"), "\(pruned.error)")
        #expect(try shop.run("runs", "report", run).status == 66)
    }

    @Test func reportSaysWhereThePageIs() throws {
        let shop = try Shop.stocked()
        let path = try shop.run("runs", "report").output.trimmingCharacters(in: .newlines)
        #expect(path.hasPrefix(shop.folder) && path.hasSuffix("/report.html"))
        #expect(FileManager.default.fileExists(atPath: path))
        #expect(try shop.run("runs", "report", "nonsense").status == 64)
    }

    // MARK: rejects

    @Test func rejectsAreOpenUntilTheyComeIn() throws {
        let shop = try Shop.stocked()
        #expect(try shop.run("runs", "rejects").output == "No rows were rejected.\n")
        #expect(try shop.run("runs", "rejects", "--open").output == "No rows are open.\n")
        try shop.write("new.csv", "email,first_name,last_name\nbroken,Ada,Kot\nola@gamma.no,Ola,Berg\n")
        try shop.write("t.csv", "number,subject,contact,status\n2001,Late,broken,open\n")
        #expect(try shop.run("import", "new.csv", "t.csv", "--quiet").status == 1)
        let run = try #require(try list(shop)[0]["id"] as? String)
        let entries = try #require(try shop.run("runs", "rejects", "--json").json() as? [[String: Any]])
        #expect(entries.map { $0["file"] as? String } == ["new.csv", "t.csv"])
        #expect(entries.allSatisfy { FileManager.default.fileExists(atPath: $0["path"] as? String ?? "") })
        let open = try shop.run("runs", "rejects", "--open").output
        #expect(open.contains("\(run)  new.csv: 1 rejected") && open.contains("\(run)  t.csv: 1 "), "\(open)")
        // A run that stops changes nothing of it.
        #expect(try shop.run("import", "new.csv", "--max-rejects", "0", "--quiet").status == 2)
        #expect(try shop.run("runs", "rejects", "--open").output == open)
        let rejects = try shop.text("runs/\(run)/rejects/new.csv")
        try shop.write("runs/\(run)/rejects/new.csv", rejects.replacing("broken", with: "ada@gamma.no"))
        #expect(try shop.run("import", "runs/\(run)/rejects/new.csv", "--quiet").status == 0)
        #expect(try !shop.run("runs", "rejects", "--open").output.contains("new.csv"))
        try shop.write("t.csv", "number,subject,contact,status\n2001,Late,ada@gamma.no,open\n")
        #expect(try shop.run("import", "t.csv", "--quiet").status == 0)
        #expect(try shop.run("runs", "rejects", "--open").output == "No rows are open.\n")
    }

    @Test func rejectsAreOpenAgainOnceTheirCorrectionIsUndone() throws {
        let shop = try Shop.stocked()
        try shop.write("new.csv", "email,first_name,last_name\nbroken,Ada,Kot\n")
        #expect(try shop.run("import", "new.csv", "--quiet").status == 1)
        let run = try #require(try list(shop)[0]["id"] as? String)
        let open = try shop.run("runs", "rejects", "--open").output
        try shop.write("new.csv", "email,first_name,last_name\nada@gamma.no,Ada,Kot\nalso broken,Ola,Berg\n")
        #expect(try shop.run("import", "new.csv", "--quiet").status == 1)
        #expect(try shop.run("undo", "last", "--yes", "--quiet").status == 0)
        #expect(try shop.run("runs", "rejects", "--open").output == open && open.contains(run))
    }

    @Test func ofACorrectedFileAsManyRowsAreClosedAsItHas() throws {
        let shop = try Shop.stocked()
        try shop.write("new.csv", "email,first_name,last_name\none,Ada,Kot\ntwo,Ola,Berg\nthree,Jan,Lis\n")
        #expect(try shop.run("import", "new.csv", "--quiet").status == 1)
        let run = try #require(try list(shop)[0]["id"] as? String)
        let lines = try shop.text("runs/\(run)/rejects/new.csv").split(separator: "\n")
        // Two of three, under another name, of which one is still wrong.
        try shop.write("mine.csv", lines.prefix(3).joined(separator: "\n").replacing("one,", with: "one@x.pl,") + "\n")
        #expect(try shop.run("import", "mine.csv", "--quiet").status == 1)
        let again = try #require(try list(shop)[0]["id"] as? String)
        let open = try shop.run("runs", "rejects", "--open").output
        #expect(
            open.contains("\(run)  new.csv: 1 rejected") && open.contains("\(again)  mine.csv: 1 rejected"), "\(open)")
        // The source as a whole closes all of them.
        try shop.write("new.csv", "email,first_name,last_name\none@x.pl,Ada,Kot\n")
        #expect(try shop.run("import", "new.csv", "--quiet").status == 0)
        #expect(try shop.run("runs", "rejects", "--open").output == "No rows are open.\n")
    }

    // MARK: prune

    @Test func pruneKeepsTheLineAndNeverTheLastRun() throws {
        let shop = try Shop.stocked()
        #expect(try shop.run("check", "contacts.csv", "--quiet").status == 0)
        try shop.write("bad.csv", Self.broken)
        #expect(try shop.run("import", "bad.csv", "--quiet").status == 1)
        #expect(try shop.run("import", "contacts.csv", "tickets.csv", "--quiet").status == 0)
        let before = try list(shop)
        let bytes = try shop.bytes("desk.sqlite")
        let folders = shop.names("runs")
        let none = try shop.run("runs", "prune", "--older-than", "60d", "--yes")
        #expect(none.status == 0 && none.output.contains("has anything to remove"))
        #expect(shop.names("runs") == folders)
        let dry = try shop.run("runs", "prune", "--older-than", "0s", "--dry-run")
        #expect(dry.status == 0 && dry.output.contains("3 report folders") && dry.output.contains("details of 2 runs"))
        #expect(dry.output.contains("1 row in them was rejected"), "\(dry.output)")
        #expect(try shop.run("runs", "prune", "--older-than", "0s").status == 64)
        #expect(try shop.bytes("desk.sqlite") == bytes && shop.names("runs") == folders)
        #expect(try shop.run("runs", "prune", "--older-than", "0s", "--yes").status == 0)
        #expect(shop.names("runs") == [folders.last])
        let after = try list(shop)
        #expect(after.map { $0["id"] as? String } == [0, 1, 3].map { before[$0]["id"] as? String })
        #expect(after.map { $0["created"] as? Int } == [0, 1, 3].map { before[$0]["created"] as? Int })
        #expect(after[2]["files"] as? [String] == ["tickets.csv", "contacts.csv"] && after[2]["pruned"] != nil)
        #expect(try shop.bytes("desk.sqlite") != bytes)
        // Twice does nothing more, and what the last run has loaded need not be loaded again.
        #expect(try shop.run("runs", "prune", "--older-than", "0s").output.contains("has anything to remove"))
        #expect(try shop.run("import", "contacts.csv", "tickets.csv").output.hasPrefix("Nothing to do"))
        #expect(try shop.run("doctor").status == 0)
    }

    @Test func pruneLeavesRowsThatWait() throws {
        let shop = try Shop.stocked()
        try shop.write("new.csv", Self.broken)
        try shop.write("t.csv", "number,subject,contact,status\n2001,Late,broken,open\n")
        #expect(try shop.run("import", "new.csv", "t.csv", "--quiet").status == 1)
        let run = try #require(try list(shop)[0]["id"] as? String)
        #expect(try shop.run("import", "contacts.csv", "--quiet").status == 0)
        let pruned = try shop.run("runs", "prune", "--older-than", "0s", "--yes")
        #expect(pruned.status == 0 && pruned.error.contains("\(run) stays: rows of it still wait."))
        #expect(shop.exists("runs/\(run)/rejects/t.csv"))
        #expect(try shop.run("runs", "rejects", "--open").output.contains("t.csv: 1 waiting (row 2)"))
    }
}
