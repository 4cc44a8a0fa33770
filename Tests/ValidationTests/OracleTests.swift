import Foundation
import HelpDesk
import Tables
import Testing

@testable import Validation

/// The fast ways against slow and obvious ones.
@Suite struct OracleTests {
    private var random = SystemRandomNumberGenerator()

    @Test func searchesControlCharactersAtEveryPlace() {
        for length in [0, 1, 7, 15, 16, 17, 31, 32, 33, 50] {
            var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: length + 1)
            #expect(!bytes.withUnsafeBufferPointer { TextScan.hasControl($0.baseAddress!, length) })
            for place in 0..<length {
                for byte: UInt8 in [0, 1, 8, 9, 10, 11, 13, 14, 0x1F, 0x20, 0x7E, 0x7F, 0x80, 0x8A, 0x9F, 0xFF] {
                    bytes[place] = byte
                    let found = bytes.withUnsafeBufferPointer { TextScan.hasControl($0.baseAddress!, length) }
                    if found != TextScan.isControl(byte) { Issue.record("\(byte) at \(place) of \(length)") }
                }
                bytes[place] = 0xC5
            }
        }
    }

    @Test func recognisesCanonicalTimesAsTheSlowWayReadsThem() {
        let marks = Array("0123456789-:TZ. +/".utf8)
        var generator = random
        for _ in 0..<10_000 {
            var bytes = Array("2024-02-29T23:59:59Z".utf8)
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                bytes[Int.random(in: 0..<20, using: &generator)] = marks.randomElement(using: &generator)!
            }
            bytes.withUnsafeBufferPointer { buffer in
                let fast = CanonicalTime.checkInstant(buffer.baseAddress!)
                let slow = slowInstant(String(decoding: buffer, as: UTF8.self))
                if fast != slow { Issue.record("\(String(decoding: buffer, as: UTF8.self)): \(fast), not \(slow)") }
            }
        }
    }

    private func slowInstant(_ text: String) -> CanonicalTime.Finding {
        guard let match = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z/) else { return .different }
        var time = WrittenTime()
        (time.year, time.month, time.day) = (Int(match.1)!, Int(match.2)!, Int(match.3)!)
        (time.hour, time.minute, time.second) = (Int(match.4)!, Int(match.5)!, Int(match.6)!)
        return time.isPossible ? .canonical : .impossible
    }

    @Test func countsDaysAsTheCalendarDoes() {
        var day = CivilDay.number(1879, 12, 31)
        for year in 1880...2120 {
            for month in 1...12 {
                for date in 1...CivilDay.daysInMonth(year, month) {
                    day += 1
                    if CivilDay.number(year, month, date) != day || CivilDay.date(day) != (year, month, date) {
                        Issue.record("\(year)-\(month)-\(date)")
                    }
                }
            }
        }
        #expect(CivilDay.number(1970, 1, 1) == 0)
        #expect(WrittenTime(seconds: -1).second == 59)
    }

    @Test(arguments: [
        "Europe/Warsaw", "America/New_York", "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kathmandu",
        "America/Sao_Paulo", "Pacific/Apia", "Africa/Cairo", "Asia/Tehran", "America/St_Johns", "Asia/Shanghai",
    ])
    func turnsEveryInstantBack(name: String) throws {
        let zone = try #require(TimeZone(identifier: name))
        let clock = try #require(ZoneClock(name))
        var generator = random
        for _ in 0..<1_000 {
            let instant = Int.random(in: -1_500_000_000...2_500_000_000, using: &generator)
            let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
            let found = clock.instant(local: instant + offset, year: WrittenTime(seconds: instant + offset).year)
            let isSame = found.code == .timeAmbiguous ? found.seconds <= instant : found.seconds == instant
            if !isSame || found.code == .timeSkipped { Issue.record("\(name) \(instant): \(found)") }
        }
    }

    @Test func namesOfMonthsMeanOneMonthOnly() throws {
        var formatter = Calendar(identifier: .gregorian)
        for language in ["en", "pl", "zh", "pt", "nb", "de", "fr", "es", "it"] {
            formatter.locale = Locale(identifier: language)
            for names in [formatter.monthSymbols, formatter.shortMonthSymbols, formatter.standaloneMonthSymbols] {
                for (index, name) in names.enumerated() {
                    let bytes = Array(name.utf8)
                    let month = bytes.withUnsafeBufferPointer { buffer in
                        var cursor = TimeCursor(Cell(bytes: buffer.baseAddress!, count: buffer.count, kind: .text))
                        return MonthNames.shared.read(&cursor)
                    }
                    #expect(month == index + 1, "\(language) \(name)")
                }
            }
        }
    }

    @Test func refusesGiganticCellsWithoutReadingThem() throws {
        let huge = String(repeating: "a,", count: 1 << 20)
        for type: FieldType in [.email, .tags, .url, .picklist(.invitation), .date, .integer] {
            let result = try TestBatch(.of(type), [[TestCell(huge, .text)]]).run()
            #expect(result.codes == [.textTooLong])
            #expect(result.batch.rows.text.count == huge.utf8.count)
        }
    }
}
