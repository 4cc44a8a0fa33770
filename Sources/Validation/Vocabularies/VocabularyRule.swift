import HelpDesk
import Tables

/// Columns whose texts repeat: picklists, booleans, languages, time zones, and whatever a mapping's `values:` lists.
///
/// A text is looked up once and then remembered; each canonical value is written once per batch, and all cells that
/// mean it point there. The source's own label costs nothing: it is the cell's text.
final class VocabularyRule: ColumnRule {
    private let vocabulary: any Vocabulary
    /// The column of the shape that keeps the source's own words.
    private let labelColumn: Int?
    private let cache = VocabularyCache()
    private var values: [[UInt8]] = []
    private var valueIndex: [String: Int] = [:]
    private var codes: [FindingCode] = []
    /// Where each value stands in the present batch; 0 length: not yet.
    private let places = RawArray<TextSpan>()

    init(_ vocabulary: any Vocabulary, labelColumn: Int? = nil) {
        self.vocabulary = vocabulary
        self.labelColumn = labelColumn
    }

    func check(_ batch: RecordBatch, _ column: ColumnPolicy) {
        places.base.update(repeating: .blank, count: places.count)
        let spans = batch.values.column(column.index)
        let labels = labelColumn.map { batch.values.column($0) }
        let states = batch.states.base
        let hasher = cache.hasher
        let slots = cache.slots
        let arena = cache.arena
        let absent = RowState.absent.rawValue
        let blanksMatter = column.blanksMatter
        let longestCell = column.longestCell
        var base = UnsafePointer(batch.rows.text.base)
        var places = UnsafePointer(places.base)
        let tally = column.ledger.tally(vocabulary.change)
        var wantsTexts = tally.wantsTexts
        var changes = 0
        for row in 0..<batch.count {
            let span = spans[row]
            if span.isBlank && !blanksMatter {
                labels?[row] = .blank
                continue
            }
            guard span.isOrdinary, span.length <= longestCell, states[row] != absent else {
                column.handleUnusual(batch, row: row)
                copyKind(spans[row], to: labels, row)
                continue
            }
            let length = span.length
            let bytes = base + Int(span.start)
            let hash = hasher.hash(bytes, length)
            let slot = slots + (Int(truncatingIfNeeded: hash) & (VocabularyCache.slotCount - 1))
            var meaning = slot.pointee.meaning
            if slot.pointee.hash != hash || Int(slot.pointee.length) != length
                || !TextScan.equal(bytes, arena + Int(slot.pointee.start), length)
            {
                meaning = look(up: Cell(bytes: bytes, count: length, kind: span.kind), hash)
                places = UnsafePointer(self.places.base)
            }
            if meaning.kind == .value {
                if places[Int(meaning.index)].length == 0 {
                    place(Int(meaning.index), batch.rows.text)
                    base = UnsafePointer(batch.rows.text.base)
                }
                spans[row] = places[Int(meaning.index)]
                labels?[row] = meaning.hasLabel ? span : .cleared
                changes &+= 1
                if wantsTexts {
                    tally.note(batch.rows, row: row, from: span, to: spans[row])
                    wantsTexts = tally.wantsTexts
                }
            } else {
                settle(batch, column, row, meaning)
                copyKind(spans[row], to: labels, row)
            }
        }
        tally.add(changes)
    }

    /// A label goes the way of its field: cleared where the field has a value and no label of its own.
    private func copyKind(_ span: TextSpan, to labels: UnsafeMutablePointer<TextSpan>?, _ row: Int) {
        guard let labels else { return }
        labels[row] = span.hasValue ? .cleared : span
    }

    @inline(never)
    private func settle(_ batch: RecordBatch, _ column: ColumnPolicy, _ row: Int, _ meaning: CachedMeaning) {
        switch meaning.kind {
        case .same, .value: break
        case .blank: takeForNothing(batch, column, row)
        case .unlisted: column.checkLength(batch, row: row)
        case .warned:
            column.note(batch, row: row, .valueUnmapped, vocabulary.parameters)
            column.checkLength(batch, row: row)
        case .unknown, .rejected:
            column.refuse(
                batch, row: row, codes[Int(meaning.index)], vocabulary.parameters, always: meaning.kind == .rejected)
        }
    }

    /// A word that the mapping's `values:` say to mean nothing.
    private func takeForNothing(_ batch: RecordBatch, _ column: ColumnPolicy, _ row: Int) {
        let span = batch.values.column(column.index)[row]
        column.empty(batch, row: row)
        let tally = column.ledger.tally(.nullValue)
        tally.add(1)
        tally.note(batch.rows, row: row, from: span, to: .blank)
    }

    @inline(never)
    private func look(up cell: Cell, _ hash: UInt64) -> CachedMeaning {
        let meaning = cached(vocabulary.meaning(of: cell.text))
        cache.store(cell, hash: hash, meaning)
        return meaning
    }

    private func cached(_ meaning: Meaning) -> CachedMeaning {
        switch meaning {
        case .same: CachedMeaning(kind: .same)
        case .value(let text, let label): CachedMeaning(kind: .value, hasLabel: label, index: UInt16(number(text)))
        case .blank: CachedMeaning(kind: .blank)
        case .unlisted(let warn): CachedMeaning(kind: warn ? .warned : .unlisted)
        case .unknown(let code, let reject):
            CachedMeaning(kind: reject ? .rejected : .unknown, index: UInt16(number(code)))
        }
    }

    private func number(_ text: String) -> Int {
        if let known = valueIndex[text] { return known }
        valueIndex[text] = values.count
        values.append(Array(text.utf8))
        places.append(.blank)
        return values.count - 1
    }

    private func number(_ code: FindingCode) -> Int {
        if let known = codes.firstIndex(of: code) { return known }
        codes.append(code)
        return codes.count - 1
    }

    private func place(_ index: Int, _ text: RawArray<UInt8>) {
        let value = values[index]
        places[index] = TextSpan(start: text.count, length: value.count, kind: .text)
        value.withUnsafeBufferPointer { text.append($0.baseAddress!, count: value.count) }
    }
}

extension TextSpan {
    fileprivate static var cleared: TextSpan { TextSpan(start: 0, length: 0, kind: .clear) }
}
