import HelpDesk
import Tables

/// What the ways of reading make of one value.
struct Trial {
    /// By bit: the ways in which it can be read.
    var fits: UInt8 = 0
    /// By bit: the pairs of ways (`ReadingEvidence.pair`) that both can read it and make different things of it.
    var differing: UInt8 = 0
    /// The same in all ways.
    var isPlain = false

    static let plain = Trial(isPlain: true)
}

/// Reads values in every way that comes into question; one dispatch a column and batch.
protocol TrialReader {
    /// Nil for a value that says nothing.
    func read(_ cell: Cell) -> Trial?
    func add(_ batch: RecordBatch, column: Int, before: Int, to evidence: inout ReadingEvidence)
}

extension TrialReader {
    func add(_ batch: RecordBatch, column: Int, before: Int, to evidence: inout ReadingEvidence) {
        let spans = batch.values.column(column)
        let text = UnsafePointer(batch.rows.text.base)
        let states = batch.states.base
        let accepted = RowState.accepted.rawValue
        var plain = 0
        for row in 0..<batch.count where states[row] == accepted {
            let span = spans[row]
            guard span.isOrdinary, span.length <= ReadingTrial.longest else { continue }
            let cell = Cell(bytes: text + Int(span.start), count: span.length, kind: span.kind)
            guard let trial = read(cell) else { continue }
            if trial.isPlain { plain &+= 1 } else { evidence.count(trial, cell, row: before &+ row) }
        }
        evidence.addPlain(plain)
    }
}

extension ReadingEvidence {
    mutating func addPlain(_ count: Int) {
        values += count
        plain += count
        for index in fits.indices { fits[index] += count }
    }

    mutating func count(_ trial: Trial, _ cell: Cell, row: Int) {
        values += 1
        if trial.fits == 0 { unfit += 1 }
        for index in fits.indices {
            if trial.fits >> index & 1 != 0 { fits[index] += 1 } else { Self.note(cell, row, &unfitSamples[index]) }
        }
        guard trial.differing != 0 else { return }
        for pair in differing.indices where trial.differing >> pair & 1 != 0 { differing[pair] += 1 }
        Self.note(cell, row, &openSamples)
    }

    @inline(__always)
    private static func note(_ cell: Cell, _ row: Int, _ samples: inout FirstTexts) {
        if !samples.isFull { samples.note(cell.text, row: row) }
    }
}

/// Dates in the orders day-month, month-day and year first.
struct DateTrial: TrialReader {
    func read(_ cell: Cell) -> Trial? {
        if let time = ISODate.read(cell), time.month <= 12 { return .plain }
        // No format reads "next week".
        guard (0..<cell.count).contains(where: { TextScan.isDigit(cell[$0]) }) else { return nil }
        let readings = OrderedDate.readings(cell)
        let dmy = Self.possible(readings.dmy)
        let mdy = Self.possible(readings.mdy)
        let ymd = Self.possible(readings.ymd)
        var trial = Trial()
        trial.fits = (dmy == nil ? 0 : 1) | (mdy == nil ? 0 : 2) | (ymd == nil ? 0 : 4)
        if Self.differ(dmy, mdy) { trial.differing |= 1 << ReadingEvidence.pair(0, 1) }
        if Self.differ(dmy, ymd) { trial.differing |= 1 << ReadingEvidence.pair(0, 2) }
        if Self.differ(mdy, ymd) { trial.differing |= 1 << ReadingEvidence.pair(1, 2) }
        return trial
    }

    @inline(__always)
    private static func possible(_ time: WrittenTime?) -> WrittenTime? { time?.isPossible == true ? time : nil }

    @inline(__always)
    private static func differ(_ one: WrittenTime?, _ other: WrittenTime?) -> Bool {
        guard let one, let other else { return false }
        return one.day != other.day || one.month != other.month || one.year != other.year
    }
}

/// Numbers with a decimal point and with a decimal comma.
struct DecimalTrial: TrialReader {
    let demandsWhole: Bool
    private let point = NumberText(mark: UInt8(ascii: "."))
    private let comma = NumberText(mark: UInt8(ascii: ","))

    init(demandsWhole: Bool) { self.demandsWhole = demandsWhole }

    func read(_ cell: Cell) -> Trial? {
        if cell.kind == .number || isPlain(cell) { return .plain }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.room * 2) { output in
            guard let one = output.baseAddress else { return nil }
            return read(cell, one, one + Self.room)
        }
    }

    /// A number takes four bytes for each byte of its text at most.
    private static let room = ReadingTrial.longest * 4 + 64

    private func read(
        _ cell: Cell, _ one: UnsafeMutablePointer<UInt8>, _ other: UnsafeMutablePointer<UInt8>
    ) -> Trial {
        let withPoint = length(cell, point, one)
        let withComma = length(cell, comma, other)
        var trial = Trial(fits: (withPoint == nil ? 0 : 1) | (withComma == nil ? 0 : 2))
        guard let withPoint, let withComma else { return trial }
        if withPoint == withComma && TextScan.equal(UnsafePointer(one), other, withPoint) { return .plain }
        trial.differing = 1
        return trial
    }

    private func isPlain(_ cell: Cell) -> Bool {
        for index in 0..<cell.count where !TextScan.isDigit(cell[index]) { return false }
        return true
    }

    private func length(_ cell: Cell, _ numbers: NumberText, _ output: UnsafeMutablePointer<UInt8>) -> Int? {
        guard let number = numbers.write(cell, output), !demandsWhole || number.fraction == 0 else { return nil }
        return number.count
    }
}
