import Pipeline
import Tables
import Testing

@Suite struct LimitArgumentTests {
    @Test func everyLimitHasAName() throws {
        for limit in WorkbookLimit.allCases {
            let limits = try LimitArguments.parse(["\(limit.rawValue)=7"])
            #expect(limits[limit] == 7 && limits != WorkbookLimits())
        }
    }

    @Test func sizesMayHaveUnits() throws {
        #expect(try LimitArguments.parse(["member-bytes=4GiB"]).memberBytes == 4 << 30)
        #expect(try LimitArguments.parse(["memberBytes=16MiB", "rows=2_000_000"]).rows == 2_000_000)
    }

    @Test(arguments: [
        ("row=5", "limit.unknown", "rows"), ("shoe-size=5", "limit.unknown", "xml-depth"), ("rows", "limit.value", "="),
        ("rows=0", "limit.value", "whole"), ("rows=-1", "limit.value", "whole"), ("rows=4GiB", "limit.value", "whole"),
        ("cell-bytes=99999999999999GiB", "limit.value", "4GiB"), ("cell-bytes=many", "limit.value", "MiB"),
    ])
    func whatIsWrongIsSaid(text: String, code: String, hint: String) {
        let failure = #expect(throws: ImportFailure.self) { try LimitArguments.parse([text]) }
        #expect(failure?.code == code && failure?.status == .usage && failure?.hint?.contains(hint) == true)
    }
}
