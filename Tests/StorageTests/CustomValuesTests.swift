import Tables
import Testing

@testable import Storage

@Suite struct CustomValuesTests {
    @Test func nothingIsNoJSON() {
        #expect(CustomValues().json == nil)
        #expect(CustomValues(json: nil).json == nil)
        #expect(CustomValues(json: "{}").json == nil)
    }

    @Test func keysAreSortedAndGroupsComeFirst() {
        var values = CustomValues()
        values["zone"] = "north"
        values["_reference.owner"] = "ola@a.pl"
        values["area"] = "2"
        values["_invalid.phone"] = "none"
        values["_invalid.fax"] = "?"
        #expect(
            values.json
                == #"{"_invalid":{"fax":"?","phone":"none"},"_reference":{"owner":"ola@a.pl"},"area":"2","zone":"north"}"#
        )
    }

    @Test(arguments: ["", "plain", "Łódź 🏭", "a \"b\" \\ c\n\t\r\u{1}", "e\u{301}", "\u{7F}"])
    func membersAreQuotedAsValuesAre(text: String) {
        var bytes: [UInt8] = []
        Array(text.utf8).withUnsafeBufferPointer { CustomMembers.quote($0, into: &bytes) }
        #expect(String(decoding: bytes, as: UTF8.self) == CustomValues.quoted(text))
    }

    @Test func rowsGiveTheSameJSONByEitherWay() throws {
        let columns = [(column: 0, key: "zone"), (column: 1, key: "area"), (column: 2, key: "ärea")]
        let members = try #require(CustomMembers(columns))
        let records = RecordBatch(rows: RowBatch(), columns: 3, hashColumns: 0)
        let rows = [["north", "2", "\"ö\""], ["", "", ""], ["", "x\ny", ""]]
        for row in rows {
            let first = records.rows.cells.count
            for text in row {
                let start = records.rows.text.count
                for byte in text.utf8 { records.rows.text.append(byte) }
                let span = TextSpan(start: start, length: text.utf8.count, kind: .text)
                records.rows.cells.append(text.isEmpty ? .blank : span)
            }
            records.rows.rows.append(
                RowInfo(
                    firstCell: first, cellCount: 3, sourceStart: 0, sourceLength: 0, number: 1, line: 1, offset: 0))
        }
        records.begin()
        for row in rows.indices {
            var values = CustomValues()
            for (column, key) in columns {
                records.values.column(column)[row] = records.rows.cells[row * 3 + column]
                if !rows[row][column].isEmpty { values[key] = rows[row][column] }
            }
            #expect(members.json(records, row) == values.json)
        }
        #expect(CustomMembers([(column: 0, key: "_invalid.phone")]) == nil)
    }

    @Test func readsBackWhatItWrites() {
        var values = CustomValues()
        values["region.north"] = "Łódź 🏭"
        values["quoted"] = "a \"b\" \\ c\n\t\r\u{1}"
        values["_invalid.phone"] = "née"
        let read = CustomValues(json: values.json)
        #expect(read == values)
        #expect(read.json == values.json)
    }

    @Test func aGoodValueMakesWhatWasKeptVoid() {
        var values = CustomValues(
            json: #"{"_invalid":{"phone":"none","fax":"?"},"_reference":{"phone":"x"},"phone":"mine"}"#)
        values.forget(field: "phone")
        #expect(values.json == #"{"_invalid":{"fax":"?"},"phone":"mine"}"#)
    }

    @Test func tagsAreAddedReplacedAndTakenAway() {
        #expect(Tags.merge(#"["a","b"]"#, #"["b","c"]"#, .add) == #"["a","b","c"]"#)
        #expect(Tags.merge(#"["a","b"]"#, #"["b","c"]"#, .replace) == #"["b","c"]"#)
        #expect(Tags.merge(#"["a","b"]"#, #"["b","c"]"#, .remove) == #"["a"]"#)
        #expect(Tags.merge(nil, #"["b"]"#, .add) == #"["b"]"#)
    }
}
