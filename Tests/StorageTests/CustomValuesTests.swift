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
