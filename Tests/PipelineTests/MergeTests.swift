import Foundation
import HelpDesk
import Pipeline
import Reporting
import Tables
import Testing

@Suite struct MergeTests {
    private func desk(_ contacts: String) throws -> Desk {
        let desk = try Desk()
        try desk.bring([
            "accounts.csv": "name\nAcme\nGlobex\n", "projects.csv": "name\nAlpha\nBeta\n", "contacts.csv": contacts,
        ])
        return desk
    }

    private static let three = """
        email,first_name,last_name,phone,account,tags,title
        a@x.example,Eva,Nowak,,Acme,"a;b",
        b@x.example,Ewa,Nowak,601234567,Globex,"b;c",CTO
        c@x.example,E.,Nowak,602345678,,,Chief

        """

    // MARK: Fields

    @Test func theSurvivorsValueStaysAndWhatItLacksComesFromTheNewest() throws {
        let desk = try desk(Self.three)
        try desk.execute("UPDATE contacts SET updated_run = 7 WHERE id = 3")
        let run = try desk.mergeChecked(try desk.decide(.contacts, [[1, 2, 3]]))
        #expect(
            try desk.lines("SELECT first_name, phone, title, tags FROM contacts WHERE deleted_at IS NULL") == [
                "Eva|602345678|Chief|[\"a\",\"b\",\"c\"]"
            ])
        #expect(run.counts("contacts").updated == 1)
        #expect(run.counts("contacts").deleted == 2)
        #expect(run.report.exitStatus == 0)
    }

    @Test func anotherAddressBecomesTheSecondaryOne() throws {
        let desk = try desk(Self.three)
        try desk.mergeChecked(try desk.decide(.contacts, [[1, 2]]))
        #expect(
            try desk.lines("SELECT email, secondary_email FROM contacts WHERE id = 1") == ["a@x.example|b@x.example"])
    }

    @Test func theSurvivorTakesOverAUniqueKeyThatItLacks() throws {
        let desk = try desk(Self.three)
        try desk.execute("UPDATE contacts SET email = NULL, phone = '600000000' WHERE id = 1")
        try desk.mergeChecked(try desk.decide(.contacts, [[1, 2]]))
        #expect(try desk.lines("SELECT email, secondary_email FROM contacts WHERE id = 1") == ["b@x.example|–"])
    }

    @Test func theFurthestInvitationStaysWithItsLabel() throws {
        let desk = try desk(Self.three)
        try desk.execute("UPDATE contacts SET invitation = 'requested', invitation_label = 'asked' WHERE id = 1")
        try desk.execute("UPDATE contacts SET invitation = 'accepted', invitation_label = 'in' WHERE id = 2")
        try desk.mergeChecked(try desk.decide(.contacts, [[1, 2]]))
        #expect(try desk.lines("SELECT invitation, invitation_label FROM contacts WHERE id = 1") == ["accepted|in"])
    }

    @Test func customValuesAreUnited() throws {
        let desk = try desk(Self.three)
        try desk.execute("UPDATE contacts SET custom = '{\"region\":\"north\"}' WHERE id = 1")
        try desk.execute(
            "UPDATE contacts SET custom = '{\"_invalid\":{\"phone\":\"x\",\"birthday\":\"?\"},\"region\":\"south\",\"size\":\"9\"}' "
                + "WHERE id = 2")
        try desk.mergeChecked(try desk.decide(.contacts, [[1, 2]]))
        let custom = try desk.lines("SELECT custom FROM contacts WHERE id = 1")
        #expect(custom == ["{\"_invalid\":{\"birthday\":\"?\"},\"region\":\"north\",\"size\":\"9\"}"])
    }

    @Test func aTicketKeepsTheEarliestBeginningAndItsOwnEnd() throws {
        let desk = try desk(Self.three)
        try desk.bring([
            "tickets.csv": """
            number,subject,contact,status,created_at,closed_at
            1,A,a@x.example,open,2026-01-02T00:00:00Z,
            2,A,a@x.example,closed,2026-01-01T00:00:00Z,2026-01-03T00:00:00Z

            """
        ])
        try desk.mergeChecked(try desk.decide(.tickets, [[1, 2]]))
        #expect(
            try desk.lines("SELECT number, status, created_at, closed_at FROM tickets WHERE deleted_at IS NULL") == [
                "1|open|2026-01-01T00:00:00Z|–"
            ])
    }

    // MARK: References

    /// Generic over the catalog: whatever refers to a merged record refers to the survivor afterwards.
    @Test(arguments: [Entity.contacts, .accounts, .tickets])
    func everyReferenceMoves(_ entity: Entity) throws {
        let desk = try desk(Self.three)
        try desk.bring(["tickets.csv": "number,subject,contact\n1,A,a@x.example\n2,B,c@x.example\n"])
        let referring = Catalog.entities.flatMap { other in
            other.storedFields.filter { $0.target == entity.name }.map { (other, $0) }
        }
        #expect(referring.count > 1)
        for (other, field) in referring {
            try desk.execute(
                "INSERT INTO \(other.name) (id, \(field.column!)) VALUES (900, 2) ON CONFLICT DO UPDATE SET \(field.column!) = 2"
            )
        }
        try desk.execute("UPDATE comments SET deleted_at = '2026-01-01T00:00:00Z' WHERE id = 900")
        let run = try desk.mergeChecked(try desk.decide(entity, [[1, 2]]))
        for (other, field) in referring {
            let left = try desk.lines("SELECT count(*) FROM \(other.name) WHERE \(field.column!) = 2")
            #expect(left == ["0"], "\(other.name).\(field.name)")
            #expect(try desk.lines("SELECT \(field.column!) FROM \(other.name) WHERE id = 900") == ["1"])
            #expect(run.changes.contains { $0.hasPrefix("\(other.name) #900") && $0.contains(" \(field.name): #2") })
        }
        #expect(run.report.notes.contains { $0.hasPrefix("They refer to what stays now") })
    }

    @Test func setsAreUnitedAndMembershipsMove() throws {
        let desk = try desk(Self.three)
        try desk.execute("INSERT INTO contact_projects (contact_id, project_id) VALUES (1, 1), (2, 1), (2, 2)")
        let run = try desk.mergeChecked(try desk.decide(.contacts, [[1, 2]]))
        #expect(
            try desk.lines("SELECT contact_id, project_id FROM contact_projects WHERE contact_id = 1") == [
                "1|1", "1|2",
            ])
        #expect(run.changes.contains("contacts #1 a@x.example projects: #1 Alpha → #1 Alpha; #2 Beta"))
    }

    @Test func externalIDsOfBothSystemsFindTheSurvivor() throws {
        let desk = try desk(Self.three)
        try desk.execute(
            "INSERT INTO external_ids (entity, source, value, record_id) VALUES ('contacts', 'zoho', '77', 1), "
                + "('contacts', 'crm', '88', 2), ('accounts', 'crm', '88', 2)")
        let run = try desk.mergeChecked(try desk.decide(.contacts, [[1, 2]]))
        #expect(
            try desk.lines("SELECT source, record_id FROM external_ids WHERE entity = 'contacts' ORDER BY source") == [
                "crm|1", "zoho|1",
            ])
        #expect(try desk.lines("SELECT record_id FROM external_ids WHERE entity = 'accounts'") == ["2"])
        #expect(run.changes.contains("contacts #2 b@x.example external_id: crm:88 → "))
    }

    @Test func aParentThatBecomesTheRecordItselfIsDropped() throws {
        let desk = try desk(Self.three)
        try desk.execute("UPDATE accounts SET parent_id = 2 WHERE id = 1")
        try desk.mergeChecked(try desk.decide(.accounts, [[1, 2]]))
        #expect(try desk.lines("SELECT parent_id FROM accounts WHERE id = 1") == ["–"])
    }

    @Test func aRingOfParentsIsRefused() throws {
        let desk = try desk(Self.three)
        try desk.execute("INSERT INTO accounts (id, name, parent_id) VALUES (3, 'Middle', 2)")
        try desk.execute("UPDATE accounts SET parent_id = 3 WHERE id = 1")
        let run = try desk.mergeChecked(try desk.decide(.accounts, [[1, 2]]))
        #expect(run.counts("accounts").rejected == 2)
        #expect(run.findings.first?.hasPrefix("error merge.ring") == true, "\(run.findings)")
        #expect(
            run.rejects("review.csv").contains("The account #1 Acme would come to stand above itself: as its parent"))
    }

    /// What stands above a record may itself come from another group of the same review.
    @Test(arguments: [[[1, 4], [2, 3, 5]], [[2, 3, 5], [1, 4]]] as [[[UInt32]]])
    func groupsThatWouldMakeARingTogetherAreNotMergedBoth(groups: [[UInt32]]) throws {
        let desk = try desk(Self.three)
        try desk.execute("DELETE FROM accounts")
        try desk.execute(
            "INSERT INTO accounts (id, name, parent_id) VALUES (1, 'Alpha', NULL), (2, 'Xeno', NULL), (3, 'Xeno AG', 1), "
                + "(4, 'Alpha AG', 5), (5, 'Xeno SA', NULL)")
        let run = try desk.mergeChecked(try desk.decide(.accounts, groups))
        #expect(run.counts("accounts").rejected == groups[1].count)
        #expect(run.findings.first?.hasPrefix("error merge.ring") == true, "\(run.findings)")
        let rest = try desk.lines("SELECT id FROM accounts WHERE deleted_at IS NULL").compactMap { UInt32($0) }
        #expect(Set(rest) == Set(1...5).subtracting(groups[0].dropFirst()))
    }

    @Test func theDoctorSeesRecordsThatStandAboveThemselves() throws {
        let desk = try desk(Self.three)
        try desk.execute("INSERT INTO accounts (id, name, parent_id) VALUES (3, 'Middle', 2), (4, 'Below', 3)")
        #expect(try Inspection(desk.database).examine().allSatisfy(\.isHealthy))
        try desk.execute("UPDATE accounts SET parent_id = 3 WHERE id = 2")
        let trouble = try Inspection(desk.database).examine().filter { !$0.isHealthy }
        #expect(trouble.map(\.check) == ["parent of accounts"])
        let way = trouble.first?.details.first?.prefix { $0 != ":" }
        #expect(way == "#2 Globex → #3 Middle → #2 Globex", "\(trouble)")
    }

    // MARK: What is noted

    @Test func theRecycleBinSaysWhatARecordHasBecome() throws {
        let desk = try desk(Self.three)
        let run = try desk.mergeChecked(try desk.decide(.contacts, [[1, 3]]))
        #expect(try desk.lines("SELECT entity, record_id, survivor_id FROM merges") == ["contacts|3|1"])
        #expect(try desk.lines("SELECT count(*) FROM contacts WHERE deleted_at IS NOT NULL AND id = 3") == ["1"])
        #expect(try desk.lines("SELECT kind, outcome FROM runs ORDER BY number DESC LIMIT 1") == ["merge|committed"])
        #expect(run.changes.contains { $0.hasPrefix("contacts #3 c@x.example deleted_at:  → 2") })
    }

    @Test func whereTheBinKnowsDeletionsEachMergedRecordIsOne() throws {
        let desk = try desk(Self.three)
        try? desk.execute("ALTER TABLE contacts ADD COLUMN deletion_id INTEGER")
        try desk.execute(
            "CREATE TABLE IF NOT EXISTS deletions (id INTEGER PRIMARY KEY, run INTEGER NOT NULL, entity TEXT NOT NULL, "
                + "record_id INTEGER NOT NULL, at TEXT NOT NULL) STRICT")
        try desk.mergeChecked(try desk.decide(.contacts, [[1, 2, 3]]))
        #expect(try desk.lines("SELECT id, entity, record_id FROM deletions") == ["1|contacts|2", "2|contacts|3"])
        #expect(try desk.lines("SELECT id, deletion_id FROM contacts") == ["1|–", "2|1", "3|2"])
    }

    /// Else the undo of a later run would bring back what another deletion has taken away.
    @Test func numbersOfDeletionsAreNotGivenOutAgain() throws {
        let desk = try desk(Self.three)
        try desk.mergeChecked(try desk.decide(.contacts, [[1, 2]]))
        try desk.execute("DELETE FROM deletions")
        try desk.execute("DELETE FROM contacts WHERE id = 2")
        try desk.mergeChecked(try desk.decide(.contacts, [[1, 3]]))
        #expect(try desk.lines("SELECT id, deletion_id FROM contacts") == ["1|–", "3|2"])
        #expect(try desk.lines("SELECT name FROM sqlite_master WHERE name = 'contacts_deletion'").count == 1)
    }

    /// A part of what every change is noted with: taking each old value back gives the database before.
    @Test func allChangesAreNotedWithTheirOldValues() throws {
        let desk = try desk(Self.three)
        try desk.bring(["tickets.csv": "number,subject,contact\n1,A,b@x.example\n"])
        let run = try desk.mergeChecked(try desk.decide(.contacts, [[1, 2]]))
        #expect(
            run.changes.map(Desk.withoutTime) == [
                "contacts #1 a@x.example secondary_email:  → b@x.example",
                "contacts #1 a@x.example title:  → CTO", "contacts #1 a@x.example phone:  → 601234567",
                "contacts #1 a@x.example tags: [\"a\",\"b\"] → [\"a\",\"b\",\"c\"]",
                "tickets #1 1 contact: #2 b@x.example → #1 a@x.example", "contacts #2 b@x.example deleted_at:  ",
            ])
    }
}

@Suite struct MergeRefusalTests {
    private func desk() throws -> Desk {
        let desk = try Desk()
        try desk.bring([
            "contacts.csv": "email,first_name,last_name\n"
                + (1...6).map { "p\($0)@x.example,P,Q\n" }.joined()
        ])
        return desk
    }

    private func codes(_ run: Run) -> [String] { run.findings.map { $0.split(separator: " ")[1].description } }

    @Test func aRecordThatChangedSinceKeepsItsGroupApartAndOthersAreMerged() throws {
        let desk = try desk()
        let file = try desk.decide(.contacts, [[1, 2], [3, 4]])
        try desk.execute("UPDATE contacts SET last_name = 'R' WHERE id = 2")
        let run = try desk.mergeChecked(file)
        #expect(codes(run) == ["merge.changed", "merge.group"])
        #expect(run.report.exitStatus == 1)
        #expect(try desk.lines("SELECT id FROM contacts WHERE deleted_at IS NULL") == ["1", "2", "3", "5", "6"])
        #expect(run.rejects("review.csv").contains("merge.changed"))
    }

    /// `8232e28446375157` is a number to a spreadsheet program, and comes back as another one.
    @Test func theStateOfARecordLooksLikeNoNumberAndOlderReviewsHold() throws {
        let desk = try desk()
        let text = try String(contentsOfFile: try desk.decide(.contacts, [[1, 2]]), encoding: .utf8)
        let states = text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").dropLast().last ?? "" }
        #expect(states.count == 2)
        for state in states { #expect(state.wholeMatch(of: /s[0-9a-f]{16}/) != nil, "\(state)") }
        let older = text.replacing(states[0], with: states[0].dropFirst()).replacing(
            states[1], with: states[1].dropFirst())
        #expect(try desk.mergeChecked(try desk.write("older.csv", older)).report.exitStatus == 0)
    }

    @Test func aRecordThatIsGoneOrWasNeverThereIsNamed() throws {
        let desk = try desk()
        let file = try desk.decide(.contacts, [[1, 2], [3, 4]])
        let text = try String(contentsOfFile: file, encoding: .utf8).replacing(",,4,", with: ",,99,")
        try desk.execute("UPDATE contacts SET deleted_at = '2026-01-01T00:00:00Z' WHERE id = 1")
        let run = try desk.mergeChecked(try desk.write("review.csv", text))
        #expect(codes(run) == ["merge.gone", "merge.group", "merge.gone", "merge.group"])
    }

    @Test func oneRecordAloneTwoSurvivorsAndOtherWordsAreRefused() throws {
        let desk = try desk()
        let file = try desk.decide(.contacts, [[1], [2, 3], [4, 5]])
        let text = try String(contentsOfFile: file, encoding: .utf8)
            .replacing("merge,,3,", with: "merge,x,3,").replacing("merge,,5,", with: "maybe,,5,")
        let run = try desk.mergeChecked(try desk.write("review.csv", text))
        #expect(
            codes(run) == ["merge.alone", "merge.survivors", "merge.survivors", "merge.decision", "merge.group"])
        #expect(try desk.lines("SELECT count(*) FROM contacts WHERE deleted_at IS NULL") == ["6"])
    }

    /// People clear repeated numbers for reading; of merged cells only the first row has the value.
    @Test func rowsWithoutAGroupAreNotMergedWithEachOther() throws {
        let desk = try desk()
        let file = try desk.decide(.contacts, [[1, 2], [3, 4], [5, 6]])
        let text = try String(contentsOfFile: file, encoding: .utf8)
            .replacing("1,merge,,2,", with: ",merge,,2,").replacing("2,merge,,4,", with: ",merge,,4,")
            .replacing("3,merge,,6,", with: ",keep,,6,")
        let run = try desk.mergeChecked(try desk.write("review.csv", text))
        #expect(
            codes(run).sorted() == ["merge.alone", "merge.alone", "merge.alone", "merge.no_group", "merge.no_group"])
        #expect(try desk.lines("SELECT count(*) FROM contacts WHERE deleted_at IS NULL") == ["6"])
        #expect(run.rejects("review.csv").contains("Write the number of the group into each of its rows"))
    }

    @Test func aRecordInTwoGroupsIsRefusedInTheSecond() throws {
        let desk = try desk()
        let run = try desk.mergeChecked(try desk.decide(.contacts, [[1, 2], [2, 3]]))
        #expect(codes(run) == ["merge.repeated", "merge.group"])
        #expect(try desk.lines("SELECT id FROM contacts WHERE deleted_at IS NOT NULL") == ["2"])
    }

    /// The remedy that `merge.repeated` names.
    @Test func aRecordTwiceInOneGroupIsOneRecord() throws {
        let desk = try desk()
        let file = try desk.decide(.contacts, [[1, 2], [2, 3], [5, 5, 4], [6, 6]])
        let text = try String(contentsOfFile: file, encoding: .utf8).replacing("\n2,merge,", with: "\n1,merge,")
            .replacing("merge,x,2,", with: "merge,,2,")
        let run = try desk.mergeChecked(try desk.write("review.csv", text))
        #expect(codes(run) == ["merge.alone", "merge.group"])
        #expect(try desk.lines("SELECT id FROM contacts WHERE deleted_at IS NULL") == ["1", "5", "6"])
        #expect(run.counts("contacts").deleted == 3 && run.counts("contacts").skipped == 2)
        #expect(run.report.notes.contains("2 of the rows name a record again that their group has already."))
        #expect(run.rejects("review.csv").contains("group 4"))
    }

    @Test func whatIsKeptOrNotDecidedStays() throws {
        let desk = try desk()
        let file = try desk.decide(.contacts, [[1, 2, 3], [4, 5]])
        let text = try String(contentsOfFile: file, encoding: .utf8)
            .replacing("merge,,3,", with: "keep,,3,").replacing("2,merge,", with: "2,,")
        let run = try desk.mergeChecked(try desk.write("review.csv", text))
        #expect(run.counts("contacts").skipped == 3)
        #expect(try desk.lines("SELECT id FROM contacts WHERE deleted_at IS NOT NULL") == ["2"])
    }

    @Test func withoutAMarkTheOldestStays() throws {
        let desk = try desk()
        let file = try desk.decide(.contacts, [[2, 1]])
        let text = try String(contentsOfFile: file, encoding: .utf8).replacing(",x,", with: ",,")
        try desk.mergeChecked(try desk.write("review.csv", text))
        #expect(try desk.lines("SELECT id FROM contacts WHERE deleted_at IS NOT NULL") == ["2"])
    }

    /// Checkboxes and lists say of every row whether it stays.
    @Test(arguments: [("TRUE", "FALSE"), ("1", "0"), ("tak", "nie"), ("Yes", "No"), ("✔", "falsch")])
    func wordsForNoAreNoMark(yes: String, no: String) throws {
        let desk = try desk()
        let file = try desk.decide(.contacts, [[2, 1, 3]])
        let text = try String(contentsOfFile: file, encoding: .utf8)
            .replacing("merge,,", with: "merge,\(no),").replacing("merge,x,", with: "merge,\(yes),")
        let run = try desk.mergeChecked(try desk.write("review.csv", text))
        #expect(run.findings.isEmpty, "\(run.findings)")
        #expect(try desk.lines("SELECT id FROM contacts WHERE deleted_at IS NOT NULL") == ["1", "3"])
    }

    @Test func onlyWhoMayDeleteMayMerge() throws {
        let desk = try desk()
        try desk.bring([
            "agents.csv": "email,role,status\nadmin@d.example,administrator,active\nagent@d.example,agent,active\n"
                + "off@d.example,manager,disabled\n"
        ])
        let file = try desk.decide(.contacts, [[1, 2]])
        for actor in ["agent@d.example", "off@d.example"] {
            #expect { try desk.merge(file, actor: actor) } throws: { ($0 as? ImportFailure)?.status == .forbidden }
        }
        #expect { try desk.merge(file, actor: "who@d.example") } throws: { ($0 as? ImportFailure)?.status == .usage }
        #expect(try desk.merge(file, actor: "admin@d.example").report.actor == "admin@d.example")
    }

    @Test func aReviewWithoutRowsDecidesNothing() throws {
        let desk = try desk()
        let review = try desk.write("empty.csv", "_group,decision,_survivor,id,subject,_entity,_state\n")
        let run = try desk.mergeChecked(review)
        #expect(run.report.exitStatus == 0 && run.findings.isEmpty)
        #expect(run.report.notes == ["The review has no rows, so nothing is decided."])
    }

    @Test func aFileThatIsNoReviewIsRefused() throws {
        let desk = try desk()
        for text in ["a,b\n1,2\n", "_group,decision,_survivor,id,_state,_entity\n1,merge,,1,x,unicorns\n"] {
            let file = try desk.write("other.csv", text)
            #expect { try desk.merge(file) } throws: { ($0 as? ImportFailure)?.status == .badInput }
        }
        let mixed = try desk.write(
            "other.csv", "_group,decision,_survivor,id,_state,_entity\n1,merge,,1,x,contacts\n1,merge,,1,x,accounts\n")
        #expect { try desk.merge(mixed) } throws: { ($0 as? ImportFailure)?.code == "review.mixed" }
        #expect(throws: ImportFailure.self) { try desk.merge(desk.folder + "/none.csv") }
    }
}
