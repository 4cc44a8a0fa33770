import Foundation
import Tables

/// Turns local times of one zone into instants, with the zone's offsets of each year looked up once.
final class ZoneClock {
    let name: String
    private let zone: TimeZone
    /// Offsets of one year after the other, as they were needed.
    private let pieces = RawArray<Piece>()
    private var years: [YearPieces]
    private static let firstYear = 1_900
    private static let lastYear = 2_100

    /// A stretch of time with the same offset.
    private struct Piece: BitwiseCopyable {
        var start: Int
        var end: Int
        var offset: Int
    }

    private struct YearPieces {
        var first = 0
        var count = 0
    }

    init?(_ name: String) {
        guard let zone = TimeZone(identifier: name) else { return nil }
        self.name = name
        self.zone = zone
        years = Array(repeating: YearPieces(), count: Self.lastYear - Self.firstYear + 1)
    }

    /// The instant of a local time.
    ///
    /// Twice there, when clocks go back: the earlier one. Not there, when they go forward: the moment they do.
    func instant(local: Int, year: Int) -> (seconds: Int, code: FindingCode?) {
        let found = pieces(of: year)
        var earliest = Int.max
        var hits = 0
        for index in found.first..<(found.first &+ found.count) {
            let piece = pieces[index]
            let seconds = local &- piece.offset
            guard seconds >= piece.start, seconds < piece.end else { continue }
            earliest = min(earliest, seconds)
            hits &+= 1
        }
        if hits == 1 { return (earliest, nil) }
        return hits == 0 ? (gap(local, found), .timeSkipped) : (earliest, .timeAmbiguous)
    }

    private func gap(_ local: Int, _ found: YearPieces) -> Int {
        for index in found.first..<(found.first + found.count) where local - pieces[index].offset < pieces[index].start {
            return pieces[index].start
        }
        return local
    }

    @inline(__always)
    private func pieces(of year: Int) -> YearPieces {
        let slot = min(max(year, Self.firstYear), Self.lastYear) &- Self.firstYear
        let known = years[slot]
        if known.count > 0, year >= Self.firstYear, year <= Self.lastYear { return known }
        return findPieces(of: year, slot: slot)
    }

    /// Years that nobody's tickets are from are looked up each time, so that they need no memory.
    @inline(never)
    private func findPieces(of year: Int, slot: Int) -> YearPieces {
        let isKept = year >= Self.firstYear && year <= Self.lastYear
        let first = pieces.count
        addPieces(
            from: CivilDay.number(year, 1, 1) * 86_400 - 172_800, to: CivilDay.number(year + 1, 1, 1) * 86_400 + 172_800)
        let found = YearPieces(first: first, count: pieces.count - first)
        if isKept { years[slot] = found } else { pieces.count = first }
        return found
    }

    private func addPieces(from start: Int, to end: Int) {
        let step = 3 * 86_400
        var piece = Piece(start: start, end: start, offset: offset(start))
        var probe = start
        while probe < end {
            probe = min(probe + step, end)
            guard offset(probe) != piece.offset else { continue }
            piece.end = change(after: probe - step, before: probe, from: piece.offset)
            pieces.append(piece)
            piece = Piece(start: piece.end, end: piece.end, offset: offset(probe))
        }
        piece.end = end
        pieces.append(piece)
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
