import Foundation
import HelpDesk
import Tables

/// Durations become whole seconds: a number of the column's unit, or hours, minutes and seconds with colons.
struct DurationRule: CellRule {
    let unit: DurationUnit
    let numbers: NumberText
    var change: ChangeKind { .duration }

    func parameters(_ code: FindingCode) -> [String] { [unit.rawValue] }

    func read(_ cell: Cell, into output: UnsafeMutablePointer<UInt8>) -> CellOutcome {
        guard let seconds = isClock(cell) ? readClock(cell.text) : readNumber(cell, output), seconds >= 0 else {
            return .refused(.durationInvalid)
        }
        let digits = Array(String(seconds).utf8)
        output.update(from: digits, count: digits.count)
        return .written(digits.count)
    }

    private func isClock(_ cell: Cell) -> Bool {
        (0..<cell.count).contains { cell[$0] == UInt8(ascii: ":") }
    }

    /// `hh:mm:ss` reads the same in every unit; `hh:mm` only where the mapping says that it is a clock's.
    private func readClock(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3 || (parts.count == 2 && unit == .clock) else { return nil }
        let values = parts.map { $0.allSatisfy(\.isASCII) && $0.first?.isNumber == true ? Int($0) : nil }
        guard let hours = values[0], let minutes = values[1], hours < 1_000_000, minutes < 60 else { return nil }
        guard parts.count == 3 else { return hours * 3_600 + minutes * 60 }
        guard let seconds = values[2], seconds < 60 else { return nil }
        return hours * 3_600 + minutes * 60 + seconds
    }

    private func readNumber(_ cell: Cell, _ output: UnsafeMutablePointer<UInt8>) -> Int? {
        guard unit != .clock, let number = numbers.write(cell, output) else { return nil }
        let text = String(decoding: UnsafeBufferPointer(start: output, count: number.count), as: UTF8.self)
        guard let value = Double(text) else { return nil }
        let seconds = (value * factor).rounded()
        return seconds < 1e12 ? Int(seconds) : nil
    }

    private var factor: Double {
        switch unit {
        case .seconds, .clock: 1
        case .ms: 0.001
        case .minutes: 60
        case .hours: 3_600
        }
    }
}
