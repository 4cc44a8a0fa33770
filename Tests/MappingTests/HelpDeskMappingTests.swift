import HelpDesk
import Tables
import Testing

@testable import Mapping

/// What mapping files say of the whole help desk: authors, actions, ids, memberships, keys with parts that may be blank.
@Suite struct HelpDeskMappingTests {
    private func bind(_ records: String, _ header: [String], origin: MappingOrigin = .user) throws -> BoundRecord {
        let file = try MappingParser.parse(
            "missing_columns: allow\nrecords: [\(records)]", name: "m.yaml", origin: origin)
        let binder = MappingBinder(
            arguments: [MapArgument(pattern: TablePattern("*"), mapping: file)], presets: [], words: .none)
        return try binder.bind([MemoryTable("t.csv", [header])]).bound[0].records[0]
    }

    private func mistakes(_ record: String) -> [String] {
        MappingParser.examine("records: [\(record)]", name: "m.yaml").mistakes.map(\.message)
    }

    private static let comment = "entity: comments, columns: { ticket: T, body: B, created_at: C, author:"
    private static let header = ["T", "B", "C", "A"]

    // MARK: Authors

    @Test func anAuthorIsAnAgentOrAContact() throws {
        let shape = try bind("{ \(Self.comment) A } }", Self.header).shape
        let authors = shape.columns.filter { $0.reference?.group == "author" }
        #expect(authors.map(\.target.name) == ["author_agent", "author_contact"])
        #expect(authors.map { $0.reference?.entity } == ["agents", "contacts"])
        #expect(authors.map { $0.reference?.key } == [["email"], ["email"]])
        #expect(authors.map(\.sourceColumn) == [3, 3])
        #expect(shape.keys == [["ticket", "author_agent", "author_contact", "created_at", "body"]])
    }

    @Test func theOrderAndTheKeysAreThoseOfTheMapping() throws {
        let author = "{ from: A, refers_to: [contacts.full_name, agents.external_id], on_missing: park }"
        let shape = try bind("{ \(Self.comment) \(author) } }", Self.header).shape
        let authors = shape.columns.filter { $0.reference?.group == "author" }
        #expect(authors.map(\.target.name) == ["author_contact", "author_agent"])
        #expect(authors.map { $0.reference?.key } == [.fullName, .externalID])
        #expect(authors.allSatisfy { $0.reference?.onMissing == .park })
        let agents = try bind("{ \(Self.comment) { from: A, refers_to: agents.email } } }", Self.header).shape
        #expect(agents.columns.filter { $0.reference?.group != nil }.map(\.target.name) == ["author_agent"])
    }

    @Test func theCellIsReadOnceAndGivenToAllAlternatives() throws {
        let bound = try bind("{ \(Self.comment) { from: A, transform: [lowercase] } } }", Self.header)
        let batch = RecordBatch(rows: RowBatch(), columns: bound.shape.columns.count, hashColumns: 1)
        batch.rows.fill([["1", "x", "2025-01-01", " Ada@Nordlys.example"]])
        let mapper = ColumnMapper(bound: bound, tableIndex: 0)
        mapper.fill(batch)
        for name in ["author_agent", "author_contact"] {
            let column = try #require(bound.shape.column(name))
            #expect(batch.rows.string(batch.values.column(column)[0]) == "ada@nordlys.example")
        }
        let changed = Set(mapper.ledger.map(\.field).filter { $0.hasPrefix("author") })
        #expect(changed == ["author_agent"], "counted once")
    }

    @Test func wrongKeysOfAnAuthorAreNamed() {
        let named: (String) -> [String] = { mistakes("{ \(Self.comment) { from: A, refers_to: \($0) } } }") }
        #expect(named("[agents.mail]") == ["the key \"agents.mail\" finds no author"])
        #expect(named("[agents.email, agents.full_name]") == ["agents are looked up by one key only"])
        #expect(
            mistakes("{ \(Self.comment) A, author_agent: A } }")[0].contains("gets its value from \"author\" already"))
        #expect(mistakes("{ \(Self.comment) A }, required: [author] }") == [])
        #expect(mistakes("{ entity: comments, columns: { ticket: T, body: B }, required: [author] }").count == 1)
    }

    // MARK: Actions and ids

    @Test func aRowMaySayWhatIsDoneWithItsRecord() throws {
        let record =
            "{ entity: contacts, columns: { action: { from: Do, values: { Weg: delete } }, id: No, email: M } }"
        let shape = try bind(record, ["Do", "No", "M"]).shape
        #expect(shape.columns[0].target == .action && shape.columns[0].onInvalid == .reject)
        #expect(shape.columns[0].reading.values == ["Weg": "delete"] && shape.columns[0].blanks == .keep)
        #expect(shape.columns[1].target == .recordID && shape.columns[1].onInvalid == .reject)
        #expect(shape.keys == [.recordID, ["email"]])
    }

    @Test func aKeyIsEnoughWhereRowsSayWhatIsDone() throws {
        let record = "{ entity: tickets, columns: { number: N, action: Do } }"
        #expect(mistakes(record) == [])
        #expect(mistakes("{ entity: tickets, columns: { status: S, action: Do } }").count == 1)
        let bound = try bind(record, ["N", "Do"])
        let added = bound.shape.columns.dropFirst(2)
        #expect(added.map(\.target.name) == ["subject", "contact"], "rows that make a ticket lack these")
        #expect(added.allSatisfy { $0.isRequired && $0.sourceColumn == nil })
        #expect(bound.sources.dropFirst(2).allSatisfy { $0 == .derived })
        #expect(bound.shape.columns[3].reference?.key == ["email"])
    }

    @Test func whatActionsAndIdsDoNotTakeIsNamed() {
        let action: (String) -> [String] = {
            mistakes("{ entity: contacts, columns: { email: E, action: { from: A, \($0) } } }")
        }
        #expect(action("on_invalid: custom")[0].contains("always rejects its row"))
        #expect(action("on_unknown: keep")[0].contains("always rejects its row"))
        #expect(action("on_invalid: reject") == [])
        #expect(action("update: never")[0].contains("is not kept with the record"))
        #expect(action("values: { Weg: delte }")[0].contains("\"action\" has no value \"delte\""))
        #expect(mistakes("{ entity: contacts, columns: { email: E, action: { value: usuń } } }") == [])
        #expect(mistakes("{ entity: contacts, columns: { email: E, action: { value: perhaps } } }").count == 1)
        #expect(mistakes("{ entity: contacts, columns: { email: E, id: { value: \"1\" } } }").count == 1)
    }

    @Test func aPresetTakesAnIDOnlyBesideAnAction() throws {
        let record = "{ entity: contacts, key: [id, email], columns: { action: action, id: id, email: email } }"
        let keys: ([String], MappingOrigin) throws -> [KeySpec] = { try bind(record, $0, origin: $1).shape.keys }
        #expect(try keys(["id", "email"], .preset) == [["email"]])
        #expect(try keys(["id", "email", "action"], .preset) == [.recordID, ["email"]])
        #expect(try keys(["id", "email"], .user) == [.recordID, ["email"]])
    }

    // MARK: Memberships

    @Test func membershipsAreKeysAndSets() throws {
        let record = "{ entity: agents, mode: members, columns: { email: Agent, teams: Team, departments: Dep } }"
        let shape = try bind(record, ["Agent", "Team", "Dep", "Note"]).shape
        #expect(shape.mode == .members && shape.keys == [["email"]])
        #expect(shape.columns.map(\.target.name) == ["email", "teams", "departments"], "nothing else is kept")
    }

    @Test func whatNoMembershipIsIsNamed() {
        let members: (String) -> [String] = { mistakes("{ entity: agents, mode: members, columns: { \($0) } }") }
        #expect(members("email: E, teams: T") == [])
        #expect(members("external_id: E, teams: T") == [])
        #expect(members("email: E, teams: T, role: R")[0].contains("\"role\" does not belong into `mode: members`"))
        #expect(members("email: E, teams: T, custom.x: R").count == 1)
        #expect(members("email: E, teams: T, action: A").count == 1)
        #expect(members("email: E") == ["`mode: members` says who belongs to whom: map departments or teams"])
        #expect(members("teams: T") == ["no key is mapped by which agents could be found"])
        let tickets = mistakes("{ entity: tickets, mode: members, columns: { number: N } }")
        #expect(tickets == ["`mode: members` says who belongs to whom: tickets have no sets of references"])
    }

    // MARK: Keys

    @Test func aKeyMayLackReferencesThatMayBeBlank() throws {
        let task = "entity: tasks, columns: { subject: S, due_at: D, ticket: T }"
        for key in ["", "key: [[subject, due_at]], "] {
            let bound = try bind("{ \(key)\(task) }", ["S", "D", "T"])
            #expect(bound.shape.keys == [["subject", "ticket", "contact", "due_at"]])
            let contact = try #require(bound.shape.column("contact"))
            #expect(bound.sources[contact] == .derived && bound.shape.columns[contact].update == .never)
            #expect(bound.shape.columns[contact].reference?.entity == "contacts")
        }
        let plain = try bind("{ entity: tasks, columns: { subject: S } }", ["S"]).shape
        #expect(plain.keys.isEmpty, "a subject alone says nothing")
        let accounts = try bind("{ entity: accounts, columns: { name: N, parent: P } }", ["N"]).shape
        #expect(accounts.keys == [["name"]] && accounts.columns.count == 1)
    }

    @Test func oneOfSeveralFieldsIsEnough() throws {
        #expect(mistakes("{ entity: attachments, columns: { name: N } }").count == 1)
        let record = "{ entity: attachments, columns: { name: N, ticket: T, comment: C } }"
        #expect(try bind(record, ["N", "T"]).shape.keys == [["ticket", "comment", "name"]])
        let failure = #expect(throws: ImportFailure.self) { try bind(record, ["N"]) }
        #expect(failure?.code == "mapping.columns_missing")
    }

    @Test func namesOfTheNewEntitiesAreNear() {
        let nearest: (String) -> [String] = {
            MappingParser.examine($0, name: "m.yaml").mistakes.compactMap(\.suggestion)
        }
        #expect(nearest("records: [{ entity: coments, columns: { body: B } }]") == ["comments"])
        #expect(nearest("records: [{ entity: time_entry, columns: { agent: B } }]") == ["time_entries"])
        #expect(nearest("records: [{ entity: comments, columns: { ticket: T, body: B, autor: A } }]") == ["author"])
        #expect(nearest("records: [{ entity: contacts, columns: { email: E, acton: A } }]") == ["action"])
        #expect(nearest("records: [{ entity: agents, mode: member, columns: { email: E, teams: T } }]") == ["members"])
        let author = "{ from: A, refers_to: [agent.email] }"
        #expect(
            nearest("records: [{ entity: comments, columns: { ticket: T, body: B, author: \(author) } }]") == [
                "agents.email"
            ])
    }
}
