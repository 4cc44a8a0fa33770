import HelpDesk
import Tables
import Testing

@testable import Validation

@Suite struct PolicyTests {
    @Test func keepsWhatDoesNotFitUnderCustom() throws {
        let result = try TestBatch(.of(.phone), [["call me"]]).run()
        let finding = result.batch.findings[0]
        #expect(finding.severity == .warning)
        #expect(finding.position == Position(table: 7, row: 2, line: 2, offset: 0))
        #expect((finding.column, finding.field, finding.value) == (3, "value", "call me"))
        #expect(result.batch.kept == [KeptText(row: 0, key: "_invalid.value", text: "call me")])
        #expect(result.kind(0, 0) == .invalid)
        #expect(result.batch.state(0) == .accepted)
    }

    @Test func rejectsWhereTheMappingSaysSo() throws {
        let result = try TestBatch(.of(.phone) { $0.onInvalid = .reject }, [["call me"], ["112"]]).run()
        #expect(result.batch.findings[0].severity == .error)
        #expect(result.batch.kept.isEmpty)
        #expect(result.batch.state(0) == .rejected)
        #expect(result.batch.state(1) == .accepted)
    }

    @Test func demandsRequiredValuesWhereARowMayCreate() throws {
        let cells: [[TestCell]] = [[nil], [.clear], ["x"], [""]]
        for type: FieldType in [.text, .integer, .boolean] {
            let upsert = try TestBatch(.of(type) { $0.isRequired = true }, cells).run()
            #expect(upsert.codes.filter { $0 == .requiredMissing }.count == 3)
            let update = try TestBatch(.of(type, mode: .update) { $0.isRequired = true }, cells).run()
            #expect(!update.codes.contains(.requiredMissing))
        }
        let catalog = try TestBatch(.of(.text, required: true), [[nil]]).run()
        #expect(catalog.codes == [.requiredMissing])
        let cleared = try TestBatch(.of(.text, required: true, mode: .update), [[.clear], [nil]]).run()
        #expect(cleared.codes == [.requiredMissing])
    }

    @Test func rejectsInvalidValuesThatAreRequired() throws {
        let result = try TestBatch(.of(.email) { $0.isRequired = true }, [["nobody"]]).run()
        #expect(result.batch.state(0) == .rejected)
    }

    @Test func rejectsBlanksWhereAsked() throws {
        for type: FieldType in [.text, .picklist(.invitation), .date] {
            let result = try TestBatch(.of(type) { $0.blanks = .reject }, [[nil], [.clear]]).run()
            #expect(result.codes == [.blankRejected])
        }
    }

    @Test func reportsSpreadsheetErrors() throws {
        for type: FieldType in [.text, .email, .boolean, .reference("accounts"), .instant] {
            let result = try TestBatch(.of(type), [[TestCell("#N/A", .error)]]).run()
            #expect(result.codes == [.cellError])
            #expect(result.batch.findings[0].parameters == ["#N/A"])
            #expect(result.kind(0, 0) == .invalid)
        }
    }

    @Test func reportsAllFindingsOfARowInRowOrder() throws {
        let fields = [Field("email", .email), Field("phone", .phone), Field("birthday", .date)]
        let entity = Entity("people", singular: "person", keys: [], fields: fields)
        let shape = RecordShape(
            entity: entity, source: "s", columns: entity.fields.map { ShapeColumn(.field($0)) }, keys: [])
        let result = try TestBatch(shape, [["x", "1", "y"], ["a@b.pl", "112", nil], ["z", "112", "2024-02-30"]]).run()
        #expect(result.codes == [.emailInvalid, .phoneInvalid, .dateInvalid, .emailInvalid, .dateImpossible])
        #expect(result.batch.findingRows == [0, 0, 0, 2, 2])
        #expect(result.batch.kept.map(\.row) == [0, 0, 0, 2, 2])
        #expect(result.batch.kept.map(\.key).suffix(2) == ["_invalid.email", "_invalid.birthday"])
    }

    @Test func passesOverAbsentRows() throws {
        for type: FieldType in [.text, .email, .picklist(.invitation)] {
            let test = TestBatch(.of(type) { $0.isRequired = true }, [["\0"], [nil]])
            test.batch.states[0] = RowState.absent.rawValue
            test.batch.states[1] = RowState.absent.rawValue
            #expect(try test.run().codes.isEmpty)
        }
    }

    @Test func checksCustomColumnsAndExternalIDs() throws {
        let entity = Entity("things", singular: "thing", keys: [], fields: [])
        let columns = [ShapeColumn(.custom("region")), ShapeColumn(.externalID)]
        let shape = RecordShape(entity: entity, source: "s", columns: columns, keys: [])
        let result = try TestBatch(shape, [["a\0", TestCell("1.25E+17", .number)], ["north", "001"]]).run()
        #expect(result.codes == [.textControl, .numberPrecisionLost])
        #expect(result.batch.findings.map(\.field) == ["custom.region", "external_id"])
        #expect(result.batch.kept.map(\.key) == ["_invalid.region"])
        #expect(result.value(1, 1) == "001")
    }

    @Test func cutsLongValuesInFindings() throws {
        let text = String(repeating: "ż", count: 500)
        let result = try TestBatch(.of(.text, maxLength: 100), [[TestCell(text, .text)]]).run()
        #expect(result.batch.findings[0].value?.count == 200)
        #expect(result.batch.kept[0].text == text)
    }

    @Test func growsTheTextWithoutLosingCells() throws {
        let rows = (0..<60_000).map { [TestCell("0\($0)", .text)] }
        let result = try TestBatch(.of(.integer), rows).run()
        #expect((0..<60_000).allSatisfy { result.value($0, 0) == String($0) })
    }
}

@Suite struct IdentityRuleTests {
    private func shape(_ names: [String], keys: [KeySpec] = [], mode: RecordMode = .upsert) -> RecordShape {
        let columns = names.map { name in
            ShapeColumn(name == "external_id" ? .externalID : .field(Entity.contacts.field(name)!))
        }
        var shape = RecordShape(entity: .contacts, source: "s", columns: columns, keys: keys)
        shape.mode = mode
        return shape
    }

    @Test func oneIdentityIsEnough() throws {
        let names = ["email", "phone", "external_id", "account", "last_name", "first_name"]
        let rows: [[TestCell]] = [
            ["a@b.pl", nil, nil, nil, nil, nil], [nil, "112", nil, nil, nil, nil], [nil, nil, "7", nil, nil, nil],
            [nil, nil, nil, "ACME", "Kowalski", "Jan"], [nil, nil, nil, nil, "Kowalski", "Jan"],
        ]
        let result = try TestBatch(shape(names), rows).run()
        #expect(result.codes == [.identityMissing])
        #expect(result.batch.findingRows == [4])
        let keys = "email or phone or external_id or account + last_name + first_name"
        #expect(result.batch.findings[0].parameters == [keys])
        #expect(result.batch.state(4) == .rejected)
    }

    @Test func namesOnlyKeysThatTheFileCouldHave() throws {
        let result = try TestBatch(shape(["email", "last_name"]), [[nil, "Kowalski"]]).run()
        #expect(result.batch.findings[0].parameters == ["email"])
    }

    @Test func anInvalidIdentityIsNone() throws {
        let custom = try TestBatch(shape(["email"]), [["nobody"]]).run()
        #expect(custom.codes == [.emailInvalid, .identityMissing])
        var rejecting = shape(["email"])
        rejecting.columns[0].onInvalid = .reject
        #expect(try TestBatch(rejecting, [["nobody"]]).run().codes == [.emailInvalid])
    }

    @Test func aKeyThatTheMappingNamesWillDo() throws {
        let keyed = shape(["email", "last_name", "city"], keys: [["last_name", "city"]])
        #expect(try TestBatch(keyed, [[nil, "Kowalski", "Łódź"]]).run().codes.isEmpty)
        #expect(try TestBatch(shape(["email"], mode: .update), [[nil]]).run().codes.isEmpty)
    }
}
