import Testing

@Suite struct TagTests {
    private func contacts(_ many: String) -> String {
        Maps.table(
            "contacts", key: "[email]", columns: ["email", "tags: { from: tags, separator: \";\", many: \(many) }"])
    }

    private func after(_ many: String, stored: String, given: String) throws -> (tags: [String], run: Run, desk: Desk) {
        let desk = try Desk(contacts("replace"))
        try desk.load(["a.csv": "email,tags\na@b.pl,\(stored)\n"])
        desk.mapping = contacts(many)
        let run = try desk.load(["a.csv": "email,tags\na@b.pl,\(given)\n"])
        return (try desk.lines("SELECT tags FROM contacts"), run, desk)
    }

    @Test func tagsAreAdded() throws {
        let (tags, run, desk) = try after("add", stored: "a;b", given: "b;c")
        #expect(tags == [#"["a","b","c"]"#])
        #expect(run.changes == [#"contacts a@b.pl tags: ["a","b"] → ["a","b","c"]"#])
        #expect(try desk.lines("SELECT updated_run FROM contacts") == ["2"])
    }

    @Test func tagsThatAreThereChangeNothing() throws {
        #expect(try after("add", stored: "a;b;c", given: "c;a").run.counts("contacts").unchanged == 1)
    }

    @Test func tagsAreReplaced() throws {
        #expect(try after("replace", stored: "a;b", given: "c").tags == [#"["c"]"#])
    }

    @Test func tagsAreTakenAway() throws {
        #expect(try after("remove", stored: "a;b;c", given: "b").tags == [#"["a","c"]"#])
    }

    @Test func theLastTagTakenAwayLeavesAnEmptyField() throws {
        let (tags, run, _) = try after("remove", stored: "a;b", given: "a;b")
        #expect(tags == ["–"])
        #expect(run.counts("contacts").updated == 1)
    }

    @Test func aNewRecordHasNoTagsToTakeAway() throws {
        let desk = try Desk(contacts("remove"))
        try desk.load(["a.csv": "email,tags\na@b.pl,a;b\n"])
        #expect(try desk.lines("SELECT tags FROM contacts") == ["–"])
    }
}
