import GRDB
import HelpDesk
import Testing

@testable import Storage

@Suite struct SchemaPlanTests {
    private func database() throws -> DatabaseQueue { try DatabaseQueue() }

    private func carryOut(_ db: Database) throws {
        for statement in try SchemaPlan(db).statements { try db.execute(sql: statement) }
    }

    @Test func aNewDatabaseGetsATableForEveryEntityAndLink() throws {
        try database().write { db in
            #expect(try SchemaPlan(db).existing.isEmpty)
            try carryOut(db)
            let tables = try String.fetchSet(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            let wanted = Set(
                Catalog.entities.map(\.name.rawValue) + ["agent_departments", "agent_teams", "contact_projects"])
            #expect(tables == wanted)
            let strict = try Int.fetchOne(db, sql: "SELECT count(*) FROM pragma_table_list WHERE strict = 1")
            #expect(strict == wanted.count)
        }
    }

    @Test func aSecondTimeThereIsNothingToDo() throws {
        try database().write { db in
            try carryOut(db)
            #expect(try SchemaPlan(db).statements.isEmpty)
        }
    }

    @Test func aFieldThatTheCatalogGainsBecomesAColumn() throws {
        try database().write { db in
            try carryOut(db)
            try db.execute(sql: "ALTER TABLE contacts DROP COLUMN birthday; ALTER TABLE tickets DROP COLUMN contact_id")
            let plan = try SchemaPlan(db)
            #expect(
                plan.statements == [
                    "ALTER TABLE contacts ADD COLUMN birthday TEXT",
                    "ALTER TABLE tickets ADD COLUMN contact_id INTEGER",
                ])
            #expect(plan.existing["contacts"]?.contains("birthday") == false)
        }
    }

    @Test func aDatabaseOfASmallerCatalogGetsTheNewTablesAndColumns() throws {
        try database().write { db in
            let contacts = Entity(
                "contacts", singular: "contact", keys: [["email"]], fields: [Field("email", .email)])
            for statement in try SchemaPlan(db, entities: [contacts, .departments]).statements {
                try db.execute(sql: statement)
            }
            try db.execute(sql: "INSERT INTO contacts (email) VALUES ('a@b.c')")
            try carryOut(db)
            #expect(try SchemaPlan(db).statements.isEmpty)
            #expect(try String.fetchAll(db, sql: "SELECT email FROM contacts WHERE account_id IS NULL") == ["a@b.c"])
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM time_entries") == 0)
        }
    }

    @Test func aColumnThatTheCatalogDoesNotKnowStays() throws {
        try database().write { db in
            try carryOut(db)
            try db.execute(sql: "ALTER TABLE contacts ADD COLUMN shoe_size TEXT")
            #expect(try SchemaPlan(db).statements.isEmpty)
        }
    }

    @Test func uniqueKeysHoldOnlyAmongRecordsThatAreNotDeleted() throws {
        try database().write { db in
            try carryOut(db)
            for index in SchemaPlan.indexes(.contacts) { try db.execute(sql: index.sql) }
            try db.execute(sql: "INSERT INTO contacts (email, deleted_at) VALUES ('a@b.c', '2024-01-01T00:00:00Z')")
            try db.execute(sql: "INSERT INTO contacts (email) VALUES ('a@b.c')")
            #expect(throws: DatabaseError.self) { try db.execute(sql: "INSERT INTO contacts (email) VALUES ('a@b.c')") }
        }
    }

    @Test func ticketNumbersAreUniqueWithinTheirSource() throws {
        try database().write { db in
            try carryOut(db)
            for index in SchemaPlan.indexes(.tickets) { try db.execute(sql: index.sql) }
            try db.execute(sql: "INSERT INTO tickets (source, number) VALUES ('a', '1'), ('b', '1')")
            #expect(throws: DatabaseError.self) {
                try db.execute(sql: "INSERT INTO tickets (source, number) VALUES ('b', '1')")
            }
        }
    }
}
