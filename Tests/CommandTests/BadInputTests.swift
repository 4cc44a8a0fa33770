import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// Input that cannot be read, and databases that cannot be written: one clear sentence, the documented status, and the
/// database as it was.
@Suite struct BadInputTests {
    /// Expects a failure that names `texts`, and a database that is as it was.
    private func expect(
        _ shop: Shop, _ arguments: [String], status: Int32, names texts: String...,
        at place: SourceLocation = #_sourceLocation
    ) throws {
        let before = shop.exists("desk.sqlite") ? try shop.digest() : nil
        let result = try shop.run(arguments)
        #expect(result.status == status, "\(result.error)", sourceLocation: place)
        #expect(result.error.hasPrefix("deskferry: "), sourceLocation: place)
        for text in texts { #expect(result.error.contains(text), "\(text) in: \(result.error)", sourceLocation: place) }
        let after = shop.exists("desk.sqlite") ? try shop.digest() : nil
        #expect(after == before, sourceLocation: place)
        #expect(shop.names("runs").filter { $0.hasPrefix(".") }.isEmpty, sourceLocation: place)
    }

    // MARK: Sources

    @Test func missingFilesAreAllNamed() throws {
        let shop = try Shop.stocked()
        try expect(shop, ["import", "a.csv", "contacts.csv", "b.csv"], status: 66, names: "a.csv", "b.csv")
        try expect(shop, ["check", "a.csv"], status: 66, names: "a.csv")
        try expect(shop, ["rows", "a.csv"], status: 66, names: "a.csv")
    }

    @Test func noFileIsAMistake() throws { try expect(try Shop(), ["import"], status: 64, names: "no file") }

    @Test func aFolderWithoutTables() throws {
        let shop = try Shop()
        try shop.write("empty/readme.md", "x")
        try expect(shop, ["import", "empty"], status: 66, names: "empty", ".csv")
    }

    @Test func anEmptyFile() throws {
        let shop = try Shop.stocked()
        try shop.write("empty.csv", "")
        try expect(shop, ["import", "contacts.csv", "empty.csv"], status: 65, names: "empty.csv")
    }

    @Test func aHeaderOnlyIsATableWithoutRows() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", "email,first_name,last_name\n")
        let result = try shop.run("import", "contacts.csv", "--json")
        #expect(result.status == 0)
        #expect(try Shop.counts(result, "contacts").isEmpty)
    }

    @Test func aBinaryFile() throws {
        let shop = try Shop.stocked()
        try shop.write(
            "picture.csv",
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + (0..<2_000).map { UInt8($0 % 251) })
        try expect(shop, ["import", "picture.csv"], status: 65, names: "picture.csv")
    }

    @Test func aCellWithANULByteIsReported() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Array((Files.contacts + "nul@acme.pl,A").utf8) + [0] + Array("da,Kot,,\n".utf8))
        let result = try shop.run("import", "contacts.csv", "--json")
        #expect([0, 1].contains(result.status))
        #expect(result.output.contains("text.control"))
        #expect(try Shop.counts(result, "contacts")["read"] == 4)
    }

    @Test func aFileCutInAQuotedCell() throws {
        let shop = try Shop.stocked()
        try shop.write("cut.csv", Files.contacts + "x@y.pl,\"Ada,Kot,,\nmore\n")
        try expect(shop, ["import", "cut.csv"], status: 65, names: "cut.csv", "line 5")
    }

    @Test func aFileCutInACharacter() throws {
        let shop = try Shop.stocked()
        try shop.write(
            "cut.csv", Array((Files.contacts + "x@y.pl,Michał,Żak,,Acme\ny@y.pl,Łucja,Wró").utf8.dropLast(1)))
        try expect(shop, ["import", "cut.csv", "--encoding", "utf-8"], status: 65, names: "cut.csv", "line 6")
        try expect(shop, ["import", "cut.csv"], status: 65, names: "cut.csv")
    }

    @Test func unreadableFilesAreNamedTogether() throws {
        let shop = try Shop.stocked()
        try shop.write("cut.csv", Files.contacts + "x@y.pl,\"Ada,Kot,,\nmore\n")
        try shop.write("empty.csv", "")
        try expect(
            shop, ["import", "contacts.csv", "cut.csv", "empty.csv"], status: 65, names: "2 files", "cut.csv",
            "empty.csv")
    }

    @Test func aTableThatNothingFits() throws {
        let shop = try Shop.stocked()
        try shop.write("planets.csv", "planet,moons\nMars,2\n")
        try shop.write("fruit.csv", "fruit,colour\nPear,green\n")
        try expect(
            shop, ["import", "planets.csv", "contacts.csv", "fruit.csv"], status: 64, names: "planets.csv", "fruit.csv",
            "--skip")
        #expect(try shop.run("import", "planets.csv", "contacts.csv", "--skip", "planets.csv", "--quiet").status == 0)
    }

    // MARK: Mappings

    @Test func allMistakesOfAMappingAreNamed() throws {
        let shop = try Shop.stocked()
        try shop.write(
            "bad.yaml",
            """
            name: bad
            records:
              - entity: contact
                columns:
                  emial: email
              - entity: contacts
                mode: sometimes
                columns:
                  emial: email
                  account: { from: account, refers_to: accounts.nam }

            """)
        try expect(
            shop, ["import", "contacts.csv", "--map", "bad.yaml"], status: 64, names: "bad.yaml:3", "bad.yaml:7",
            "bad.yaml:9",
            "bad.yaml:10")
        try expect(shop, ["import", "contacts.csv", "--map", "missing.yaml"], status: 64, names: "missing.yaml")
    }

    @Test func aColumnThatTheMappingNeedsIsMissing() throws {
        let shop = try Shop.stocked()
        try shop.write("crm.yaml", Files.crmMapping)
        try expect(
            shop, ["import", "contacts.csv", "--map", "contacts.csv=crm.yaml"], status: 64, names: "contacts.csv", "id",
            "name")
    }

    // MARK: Usage

    @Test(arguments: [
        ["import", "contacts.csv", "--frobnicate"], ["import", "contacts.csv", "--max-rejects", "many"],
        ["import", "contacts.csv", "--dates", "soon"], ["import", "contacts.csv", "--delimiter", "ab"],
        ["import", "contacts.csv", "--wait", "long"], ["import", "contacts.csv", "--limit", "0"],
        ["import", "contacts.csv", "--zone", "Mars/Olympus"], ["import", "contacts.csv", "--encoding", "klingon"],
        ["list", "planets"], ["frobnicate"], ["show", "contacts"], ["show", "contacts", "nobody@x.y"],
        ["runs", "show", "nothing"],
    ])
    func wrongUsageIsStatus64(arguments: [String]) throws {
        let shop = try Shop.stocked()
        let result = try shop.run(arguments)
        #expect(result.status == 64, "\(result.error)")
        #expect(!result.error.isEmpty)
    }

    // MARK: Databases

    @Test func aFolderThatIsAFile() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Files.contacts)
        try shop.write("file", "x")
        try expect(shop, ["import", "contacts.csv", "--db", "file/desk.sqlite"], status: 69, names: "file")
        try expect(shop, ["import", "contacts.csv", "--db", "nowhere/desk.sqlite"], status: 69, names: "nowhere")
        #expect(shop.names() == ["contacts.csv", "file"])
    }

    @Test func aFolderThatCannotBeWritten() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Files.contacts)
        try expect(
            shop, ["import", "contacts.csv", "--db", "/proc/self/desk.sqlite", "--report-dir", "reports"], status: 69,
            names: "/proc/self")
        try expect(
            shop, ["import", "contacts.csv", "--report-dir", "/proc/self/reports"], status: 69, names: "/proc/self")
        #expect(!shop.exists("desk.sqlite"))
    }

    @Test func aFolderAsDatabase() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Files.contacts)
        for command in [["import", "contacts.csv"], ["check", "contacts.csv"], ["list", "contacts"], ["digest"]] {
            try expect(shop, command + ["--db", shop.folder], status: 69, names: "is a folder")
        }
    }

    @Test func noDatabase() throws {
        let shop = try Shop()
        for command in [["list", "contacts"], ["show", "contacts", "x"], ["digest"], ["doctor"], ["recover"]] {
            try expect(shop, command, status: 69, names: "desk.sqlite")
        }
        #expect(shop.names().isEmpty)
    }

    @Test func aFileThatIsNoDatabase() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Files.contacts)
        try shop.write("notes.txt", "These are notes.")
        for command in [["import", "contacts.csv"], ["check", "contacts.csv"], ["list", "contacts"]] {
            try expect(shop, command + ["--db", "notes.txt"], status: 69, names: "notes.txt", "not a SQLite database")
        }
        #expect(try shop.text("notes.txt") == "These are notes.")
    }

    @Test func aDatabaseOfAnotherProgram() throws {
        let shop = try Shop.stocked()
        var bytes = try shop.bytes("desk.sqlite")
        bytes.replaceSubrange(68..<72, with: [0, 0, 0, 0])
        try shop.write("other.sqlite", bytes)
        for command in [["import", "contacts.csv"], ["check", "contacts.csv"], ["list", "contacts"], ["doctor"]] {
            try expect(shop, command + ["--db", "other.sqlite"], status: 69, names: "other.sqlite", "another program")
        }
        #expect(try shop.bytes("other.sqlite") == bytes)
    }

    @Test func aDatabaseWithWriteAheadLogging() throws {
        let shop = try Shop.stocked()
        var bytes = try shop.bytes("desk.sqlite")
        bytes.replaceSubrange(18..<20, with: [2, 2])
        try shop.write("wal.sqlite", bytes)
        for command in [["import", "contacts.csv"], ["list", "contacts"]] {
            try expect(shop, command + ["--db", "wal.sqlite"], status: 69, names: "wal.sqlite", "journal_mode=DELETE")
        }
        #expect(try shop.bytes("wal.sqlite") == bytes)
    }

    @Test func aDamagedDatabase() throws {
        let shop = try Shop.stocked()
        var bytes = try shop.bytes("desk.sqlite")
        let page = 4_096
        for place in page..<bytes.count where place % page < 200 { bytes[place] = 0xA5 }
        try shop.write("damaged.sqlite", bytes)
        for command in [["import", "contacts.csv"], ["check", "contacts.csv"], ["list", "contacts"], ["digest"]] {
            try expect(shop, command + ["--db", "damaged.sqlite"], status: 69, names: "damaged")
        }
        #expect(try shop.bytes("damaged.sqlite") == bytes)
        #expect(try shop.run("doctor", "--db", "damaged.sqlite").status == 69)
    }

    /// Runs with the disk of a few pages that a limit on file sizes makes: writing beyond it fails.
    @Test func aFileThatMayNotGrow() throws {
        let shop = try Shop.stocked()
        let digest = try shop.digest()
        var rows = "email,first_name,last_name,description\n"
        for row in 0..<3_000 { rows += "p\(row)@acme.pl,Ada,Kot,\(String(repeating: "x", count: 300))\n" }
        try shop.write("many.csv", rows)
        let blocks = 400  // of 1,024 bytes, for every file that the program writes
        let result = try shop.runShell("ulimit -f \(blocks); trap '' XFSZ; exec \(Shop.program) import many.csv")
        #expect(result.status == 69)
        #expect(result.error.contains("full") || result.error.contains("disk"))
        #expect(try shop.digest() == digest)
        #expect(try shop.run("import", "many.csv", "--quiet").status == 0)
    }

    @Test func aFullDisk() throws {
        let shop = try Shop()
        try FileManager.default.createDirectory(atPath: shop.path("disk"), withIntermediateDirectories: true)
        let mounted = try shop.runShell("mount -t tmpfs -o size=2m tmpfs disk")
        guard mounted.status == 0 else { return }  // needs root; `aFileThatMayNotGrow` does much the same without
        defer { _ = try? shop.runShell("umount -l disk") }
        var rows = "email,first_name,last_name,description\n"
        for row in 0..<10_000 { rows += "p\(row)@acme.pl,Ada,Kot,\(String(repeating: "x", count: 300))\n" }
        try shop.write("many.csv", rows)
        let new = try shop.run("import", "many.csv", "--db", "disk/desk.sqlite", "--report-dir", "reports")
        #expect(new.status == 69)
        #expect(new.error.contains("full"))
        #expect(shop.names("disk").isEmpty)
        try shop.write("contacts.csv", Files.contacts)
        #expect(try shop.run("import", "contacts.csv", "--db", "disk/desk.sqlite", "--quiet").status == 0)
        let digest = try shop.run("digest", "--db", "disk/desk.sqlite").output
        #expect(try shop.run("import", "many.csv", "--db", "disk/desk.sqlite").status == 69)
        #expect(try shop.run("digest", "--db", "disk/desk.sqlite").output == digest)
        #expect(try shop.run("doctor", "--db", "disk/desk.sqlite").status == 0)
    }
}
