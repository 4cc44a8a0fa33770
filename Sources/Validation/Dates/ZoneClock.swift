import Foundation
import Tables

/// Turns local times of one zone into instants, with the zone's offsets of each year looked up once.
final class ZoneClock {
    let name: String
    private let zone: TimeZone
    /// Stretches of each year, `mostPieces` places a year; the last year's places serve those that are not kept.
    private let pieces: UnsafeMutablePointer<Piece>
    private let counts: UnsafeMutablePointer<Int>

    private static let firstYear = 1_900
    private static let keptYears = 201
    /// No zone has changed its offset more often than that within a year.
    private static let mostPieces = 8

    /// A stretch of time with the same offset.
    private struct Piece: BitwiseCopyable {
        var start: Int
        var end: Int
        var offset: Int
    }

    init?(_ name: String) {
        guard let zone = TimeZone(identifier: name) else { return nil }
        self.name = name
        self.zone = zone
        pieces = .allocate(capacity: (Self.keptYears + 1) * Self.mostPieces)
        counts = .allocate(capacity: Self.keptYears + 1)
        counts.update(repeating: 0, count: Self.keptYears + 1)
    }

    deinit {
        pieces.deallocate()
        counts.deallocate()
    }

    /// The instant of a local time.
    ///
    /// Twice there, when clocks go back: the earlier one. Not there, when they go forward: the moment they do.
    func instant(local: Int, year: Int) -> (seconds: Int, code: FindingCode?) {
        let place = self.place(of: year)
        let first = pieces + place &* Self.mostPieces
        let count = counts[place]
        var earliest = Int.max
        var hits = 0
        for index in 0..<count {
            let piece = first[index]
            let seconds = local &- piece.offset
            guard seconds >= piece.start, seconds < piece.end else { continue }
            earliest = min(earliest, seconds)
            hits &+= 1
        }
        if hits == 1 { return (earliest, nil) }
        if hits > 1 { return (earliest, .timeAmbiguous) }
        let next = (0..<count).first { local - first[$0].offset < first[$0].start }
        return (next.map { first[$0].start } ?? local, .timeSkipped)
    }

    @inline(__always)
    private func place(of year: Int) -> Int {
        let place = year &- Self.firstYear
        if place >= 0, place < Self.keptYears, counts[place] > 0 { return place }
        return findPieces(of: year)
    }

    @inline(never)
    private func findPieces(of year: Int) -> Int {
        let isKept = year >= Self.firstYear && year < Self.firstYear + Self.keptYears
        let place = isKept ? year - Self.firstYear : Self.keptYears
        counts[place] = 0
        addPieces(
            from: CivilDay.number(year, 1, 1) * 86_400 - 172_800,
            to: CivilDay.number(year + 1, 1, 1) * 86_400 + 172_800, place)
        return place
    }

    private func addPieces(from start: Int, to end: Int, _ place: Int) {
        let step = 3 * 86_400
        var piece = Piece(start: start, end: start, offset: offset(start))
        var probe = start
        while probe < end {
            let before = probe
            probe = min(probe + step, end)
            let offset = offset(probe)
            guard offset != piece.offset else { continue }
            piece.end = change(after: before, before: probe, from: piece.offset)
            add(piece, place)
            piece = Piece(start: piece.end, end: piece.end, offset: offset)
        }
        piece.end = end
        add(piece, place)
    }

    private func add(_ piece: Piece, _ place: Int) {
        guard counts[place] < Self.mostPieces else { return }
        pieces[place * Self.mostPieces + counts[place]] = piece
        counts[place] += 1
    }

    /// The first second with another offset.
    private func change(after low: Int, before high: Int, from offset: Int) -> Int {
        var low = low
        var high = high
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if self.offset(middle) == offset { low = middle } else { high = middle }
        }
        return high
    }

    private func offset(_ seconds: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }
}
