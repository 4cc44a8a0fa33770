import Foundation
import Testing

/// `undo` with the real program.
@Suite struct UndoCommandTests {
    private func desk() throws -> Shop {
        let shop = try Shop()
        try shop.write("first.csv", "email,last_name\na@b.example,Nowak\nc@d.example,Kos\n")
        try shop.write("second.csv", "email,last_name\na@b.example,Lis\nnew@b.example,Wilk\n")
        #expect(try shop.run("import", "--auto", "--quiet", "first.csv").status == 0)
        #expect(try shop.run("import", "--auto", "--quiet", "second.csv").status == 0)
        return shop
    }

    private func digest(_ shop: Shop) throws -> String { try shop.run("digest").output }

    @Test func takesTheLastRunBackAndForth() throws {
        let shop = try desk()
        let after = try digest(shop)
        let undo = try shop.run("undo", "last", "--yes")
        #expect(undo.status == 0)
        #expect(undo.error.contains("Moved to the recycle bin: 1 contact."))
        #expect(undo.error.contains("Put back to former values: 1 contact."))
        #expect(undo.output.contains("1 record moved to the recycle bin, 1 put back to former values"))
        let names = try shop.run("list", "contacts", "--columns", "last_name", "--format", "csv").output
        #expect(names.contains("Nowak") && names.contains("Kos") && !names.contains("Wilk"))
        #expect(try shop.run("undo", "last", "--yes", "--quiet").status == 0)
        #expect(try digest(shop) == after)
    }

    @Test func withoutAnAnswerNothingIsDone() throws {
        let shop = try desk()
        let before = try digest(shop)
        let undo = try shop.run("undo", "last")
        #expect(undo.status == 64)
        #expect(undo.error.contains("Moved to the recycle bin: 1 contact."))
        #expect(try digest(shop) == before)
        let dry = try shop.run("undo", "last", "--dry-run")
        #expect(dry.status == 0)
        #expect(dry.output.contains("Nothing was written"))
        #expect(try digest(shop) == before)
    }

    @Test func refusesByNameWithTwo() throws {
        let shop = try desk()
        let runs = try #require(try shop.run("runs", "list", "--json").json() as? [[String: Any]])
        let first = try #require(runs.last?["id"] as? String)
        let refused = try shop.run("undo", first, "--yes")
        #expect(refused.status == 2)
        #expect(refused.error.contains("contact #1 a@b.example: changed by run"))
        let kept = try shop.run("undo", first, "--yes", "--keep-newer")
        #expect(kept.status == 0)
        #expect(kept.output.contains("contact #1 a@b.example"))
        let names = try shop.run("list", "contacts", "--columns", "last_name", "--format", "csv").output
        #expect(names.contains("Lis") && names.contains("Wilk") && !names.contains("Kos"))
    }

    @Test func aRunThatIsUnknownOrUndoneIsNamed() throws {
        let shop = try desk()
        #expect(try shop.run("undo", "nonsense", "--yes").status == 64)
        let runs = try #require(try shop.run("runs", "list", "--json").json() as? [[String: Any]])
        let last = try #require(runs.first?["id"] as? String)
        #expect(try shop.run("undo", last, "--yes").status == 0)
        let again = try shop.run("undo", last, "--yes")
        #expect(again.status == 2)
        #expect(again.error.contains("was taken back already"))
    }

    @Test func takesTheRightToDelete() throws {
        let shop = try desk()
        try shop.write(
            "agents.csv", "email,last_name,role\nada@desk.example,Ada,administrator\nben@desk.example,Ben,agent\n")
        #expect(try shop.run("import", "--auto", "--quiet", "agents.csv").status == 0)
        #expect(try shop.run("import", "--auto", "--quiet", "first.csv").status == 0)
        #expect(try shop.run("undo", "last", "--yes", "--as", "ben@desk.example").status == 77)
        #expect(try shop.run("undo", "last", "--yes", "--as", "ada@desk.example").status == 0)
    }
}
