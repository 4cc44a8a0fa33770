import Foundation
import Pipeline
import Tables
import Testing

@Suite struct RowsListingTests {
    private func listing(
        _ name: String, _ bytes: [UInt8],
        _ options: (inout RunOptions) -> Void = { _ in }, change: (inout RowsListing) -> Void = { _ in }
    ) throws -> String {
        let desk = try Desk()
        try Data(bytes).write(to: URL(fileURLWithPath: desk.folder + "/" + name))
        var run = RunOptions()
        run.sources = [desk.folder + "/" + name]
        options(&run)
        var listing = RowsListing(run)
        change(&listing)
        var output: [UInt8] = []
        try listing.write { output += $0 }
        return String(decoding: output, as: UTF8.self).replacing(desk.folder + "/", with: "")
    }

    private let book = Array(
        Book(
            .init(name: "One", rows: [["a", "b"], [], ["1", "x,y"]], hiddenRows: [3]),
            .init(name: "Two", rows: [["c"]], isHidden: true)
        ).text.utf8)

    @Test func allSheetsComeInTheirOrder() throws {
        #expect(try listing("b.csv", book) == "a,b\r\n\r\n1,\"x,y\"\r\nc\r\n")
        #expect(try listing("b.csv", book, change: { $0.format = .none }) == "2 rows\n1 rows\n")
    }

    @Test func jsonNamesTheSheet() throws {
        let text = try listing(
            "b.fods", book,
            change: {
                $0.format = .jsonl
                $0.fromRow = 3
            })
        #expect(text == #"{"cells":["1","x,y"],"file":"b.fods","row":3,"sheet":"One"}"# + "\n")
    }

    @Test func oneSheetIsChosenByName() throws {
        #expect(try listing("b.fods", book) { $0.reading.sheets = ["two"] } == "c\r\n")
        #expect(try listing("b.fods", book) { $0.reading.sheets = ["T*"] } == "c\r\n")
        let failure = #expect(throws: ImportFailure.self) {
            _ = try listing("b.fods", book) { $0.reading.sheets = ["Two", "Three"] }
        }
        #expect(failure?.status == .usage && failure?.message.contains("\"Three\"") == true)
        #expect(failure?.details.map { $0.components(separatedBy: "#").last } == ["One", "Two"])
        let none = #expect(throws: ImportFailure.self) {
            _ = try listing("t.csv", Array("a,b\n".utf8)) { $0.reading.sheets = ["One"] }
        }
        #expect(none?.status == .usage)
    }

    @Test func skippedSheetsAndFilesStayOut() throws {
        #expect(try listing("b.fods", book) { $0.reading.skips = ["one"] } == "c\r\n")
        #expect(
            try listing("b.fods", book) { ($0.reading.sheets, $0.reading.skips) = (["One", "T*"], ["#Two"]) }
                == "a,b\r\n\r\n1,\"x,y\"\r\n")
        #expect(try listing("b.fods", book) { $0.reading.skips = ["*.fods"] } == "")
    }

    @Test func hiddenOnesAreLeftOutOnRequest() throws {
        #expect(try listing("b.fods", book) { $0.visibleOnly = true } == "a,b\r\n")
    }

    @Test func membersOfAnArchiveComeOneAfterTheOther() throws {
        let zip = StoredZip.bytes(["b.csv": "1,2\n", "a.csv": "3\n", "skip.md": "x"])
        #expect(try listing("z.zip", zip) == "3\r\n1,2\r\n")
    }
}
