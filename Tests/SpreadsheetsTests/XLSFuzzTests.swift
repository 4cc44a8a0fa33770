import Tables
import Testing

@testable import Spreadsheets

@Suite("XLS books with wrong bytes")
struct XLSFuzzTests {
    /// The same numbers in every run (splitmix64).
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    @Test(arguments: ["xlwt.xls", "libreoffice.xls"])
    func areReadOrRefused(_ fixture: String) throws {
        let books = try XLSBooks()
        let whole = try XLSBooks.bytes(of: fixture)
        var random = Random(state: 2_003)
        var refused = 0
        for _ in 0..<1_500 {
            if try books.failure(Self.spoiled(whole, &random)) != nil { refused += 1 }
        }
        #expect(refused > 0)
    }

    /// Records alone, without the container that catches most of the damage.
    @Test func streamsAreReadOrRefused() throws {
        let books = try XLSBooks()
        let file = try RandomAccessFile(XLSBooks.fixture("xlwt.xls"))
        let container = try CompoundFile(file)
        let entry = try #require(container.stream("Workbook"))
        let stream = try container.contents(of: entry)
        let whole = withExtendedLifetime(stream) { Array(stream.buffer) }
        var random = Random(state: 1_997)
        for _ in 0..<3_000 { _ = try books.failure(Self.spoiled(whole, &random)) }
    }

    /// Some bytes replaced, mostly by those that stand for extremes.
    private static func spoiled(_ whole: [UInt8], _ random: inout Random) -> [UInt8] {
        var bytes = whole
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let extremes: [UInt8] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF, UInt8.random(in: 0...255, using: &random)]
            bytes[place] = extremes.randomElement(using: &random) ?? 0
        }
        return bytes
    }
}
