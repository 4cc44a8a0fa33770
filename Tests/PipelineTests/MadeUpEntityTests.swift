import HelpDesk
import Pipeline
import Testing

extension Entity {
    /// An entity that no help desk has.
    fileprivate static let gadgets = Entity(
        "gadgets", singular: "gadget", keys: [["serial"]], unique: [["serial"]],
        fields: [
            Field("serial", required: true),
            Field("name"),
            Field("holder", .reference("contacts")),
            Field("parent", .reference("gadgets")),
        ])
}

/// One declaration and one line in the registry are all that a new entity takes.
@Suite struct MadeUpEntityTests {
    @Test func aNewEntityIsImportedListedAndDeleted() async {
        await #expect(processExitsWith: .success) {
            Catalog.add(.gadgets)
            let gadgets = Maps.table(
                "gadgets", key: "[serial]",
                columns: [
                    "serial", "name", "holder: { from: holder, refers_to: contacts.email }",
                    "parent: { from: parent, refers_to: gadgets.serial }",
                ])
            let desk = try Desk(Maps.tables(gadgets, Maps.contacts))
            let file = "serial,name,holder,parent\nG-1,Lamp,a@b.pl,G-2\nG-2,Desk,x@y.pl,\n"
            let run = try desk.load([
                "g.csv": file, "c.csv": "email,first_name,last_name,phone\na@b.pl,,,\n",
            ])
            #expect(run.counts("gadgets") == .init(read: 2, created: 2))
            #expect(run.findings == ["warning reference.kept g.csv:3 holder x@y.pl"])
            #expect(
                try desk.lines("SELECT serial, holder_id, parent_id FROM gadgets ORDER BY serial") == [
                    "G-1|1|1", "G-2|–|–",
                ])
            #expect(try desk.load(["g.csv": file]).counts("gadgets").unchanged == 2)
            let gadget = try #require(Catalog.entity("gadgets"))
            var options = ListOptions(gadget)
            options.search = "g-"
            var listed: [RecordView] = []
            try Inspection(desk.database).list(options) { listed += $0 }
            #expect(listed.map { $0.fields.first?.value.text } == ["G-2", "G-1"])

            let digest = try desk.digest()
            try desk.execute("INSERT INTO gadgets (id, serial, name) VALUES (9, 'G-9', 'Desk')")
            let more = try desk.digest()
            try desk.execute("UPDATE gadgets SET parent_id = 9 WHERE serial = 'G-1'")
            #expect(try Set([digest, more, desk.digest()]).count == 3)
            try desk.execute("UPDATE gadgets SET parent_id = 1 WHERE serial = 'G-1'")
            try desk.execute("DELETE FROM gadgets WHERE id = 9")
            #expect(try desk.digest() == digest)

            desk.mapping = Maps.table("gadgets", key: "[serial]", columns: ["action", "serial"])
            let deletion = try desk.load(["d.csv": "action,serial\ndelete,G-2\n"])
            #expect(deletion.counts("gadgets") == .init(read: 1, deleted: 1))
            #expect(
                try desk.lines("SELECT serial, parent_id FROM gadgets WHERE deleted_at IS NULL") == ["G-1|–"])
        }
    }
}
