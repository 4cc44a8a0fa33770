import Tables

extension CSVScanner {
    enum Mode: UInt8 {
        /// In an unquoted cell, or before the first byte of any.
        case plain
        case quoted
        /// Behind a quote inside a quoted cell: it closes the cell, or is the first of two.
        case closing
        /// In the text behind a closing quote.
        case tail
    }

    /// Everything that survives from one call to the next.
    struct Place {
        var index = 0
        var cellStart = 0
        var recordStart = 0
        var mode = Mode.plain
        var hasEscapes = false
        var closedAt = 0
        /// Words of the record's cells so far, or-ed: zero in the kind bits means that all are blank.
        var filled: UInt32 = 0
        var number = 1
        var line = 1
        var recordLine = 1
        var quoteLine = 1
        var base = 0
        var openCells = 0
        var widest = 0
        /// Blank records before this number belong to the preamble and are not counted.
        var countedFrom = 1
        var blankRows = 0
        var irregularQuotes = 0
    }

    /// One call of `scan`: all state in one value, so that the loop keeps it in registers.
    struct Run {
        let text: UnsafePointer<UInt8>
        let end: Int
        let delimiter: UInt8
        let quote: UInt8
        var output: Output
        var place: Place
        var firstCell: Int
        var keepsBlankRows = false

        init(
            text: UnsafePointer<UInt8>, end: Int, delimiter: UInt8, quote: UInt8, output: Output, place: Place
        ) {
            self.text = text
            self.end = end
            self.delimiter = delimiter
            self.quote = quote
            self.output = output
            self.place = place
            firstCell = output.cellCount - place.openCells
        }
    }
}

extension CSVScanner.Run {
    mutating func scan(isLast: Bool) -> CSVScanner.Outcome {
        let room = CSVScanner.room
        let cellLimit = output.cellCapacity - room
        let rowLimit = output.rowCapacity - room
        var index = place.index
        while index < end {
            if output.cellCount > cellLimit || output.rowCount > rowLimit {
                place.index = index
                return .full
            }
            var bits = specialBits(at: index)
            let next = index + 64
            if next > end { bits &= ~0 &>> UInt64(next - end) }
            while bits != 0 {
                let position = index + bits.trailingZeroBitCount
                bits &= bits &- 1
                if !event(at: position, isLast: isLast) {
                    place.index = position
                    return .needsText
                }
            }
            index = next
        }
        place.index = end
        return isLast ? finish() : .needsText
    }

    /// One bit for each of 64 bytes: whether it is the delimiter, the quote, CR or LF.
    @inline(__always)
    private func specialBits(at index: Int) -> UInt64 {
        let a = specialMask(at: index)
        let b = specialMask(at: index + 16)
        let c = specialMask(at: index + 32)
        let d = specialMask(at: index + 48)
        return packed(a[0]) | packed(a[1]) << 8 | packed(b[0]) << 16 | packed(b[1]) << 24
            | packed(c[0]) << 32 | packed(c[1]) << 40 | packed(d[0]) << 48 | packed(d[1]) << 56
    }

    @inline(__always)
    private func specialMask(at index: Int) -> SIMD2<UInt64> {
        let bytes = UnsafeRawPointer(text).loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
        let cells: SIMDMask<SIMD16<Int8>> =
            (bytes .== SIMD16<UInt8>(repeating: delimiter)) .| (bytes .== SIMD16<UInt8>(repeating: quote))
        let lines: SIMDMask<SIMD16<Int8>> =
            (bytes .== SIMD16<UInt8>(repeating: 0x0A)) .| (bytes .== SIMD16<UInt8>(repeating: 0x0D))
        return unsafeBitCast(cells .| lines, to: SIMD2<UInt64>.self)
    }

    /// The top bits of eight bytes as one byte.
    @inline(__always)
    private func packed(_ word: UInt64) -> UInt64 {
        ((word & 0x8080_8080_8080_8080) &* 0x0002_0408_1020_4081) >> 56
    }

    /// Decides what a special byte means; false where the byte behind it must be known first.
    @inline(__always)
    private mutating func event(at position: Int, isLast: Bool) -> Bool {
        let byte = text[position]
        if place.mode == .plain {
            if byte == delimiter {
                endCell(at: position)
                return true
            }
            if byte == quote {
                if position == place.cellStart { openQuote() }
                return true
            }
            return lineBreak(byte, at: position, isLast: isLast)
        }
        return quotedEvent(byte, at: position, isLast: isLast)
    }

    @inline(__always)
    private mutating func openQuote() {
        place.mode = .quoted
        place.hasEscapes = false
        place.quoteLine = place.line
    }

    @inline(__always)
    private mutating func quotedEvent(_ byte: UInt8, at position: Int, isLast: Bool) -> Bool {
        if place.mode == .quoted {
            if byte == quote {
                place.mode = .closing
                place.closedAt = position
            } else if byte == 0x0A {
                place.line += 1
            } else if byte == 0x0D, byte != delimiter {
                if position + 1 == end, !isLast { return false }
                if position + 1 == end || text[position + 1] != 0x0A { place.line += 1 }
            }
            return true
        }
        if byte == delimiter {
            endQuotedCell(at: position)
            return true
        }
        if byte == quote {
            if place.mode == .closing, position == place.closedAt + 1 {
                place.hasEscapes = true
                place.mode = .quoted
            } else {
                place.mode = .tail
            }
            return true
        }
        return lineBreak(byte, at: position, isLast: isLast)
    }

    /// A CR or LF outside quotes.
    @inline(__always)
    private mutating func lineBreak(_ byte: UInt8, at position: Int, isLast: Bool) -> Bool {
        var cellEnd = position
        if byte == 0x0D {
            if position + 1 < end {
                if text[position + 1] == 0x0A { return true }
            } else if !isLast {
                return false
            }
        } else if position > place.cellStart, text[position - 1] == 0x0D {
            cellEnd = position - 1
        }
        if place.mode == .plain {
            endCell(at: cellEnd)
        } else {
            endQuotedCell(at: cellEnd)
        }
        place.line += 1
        endRecord(at: position + 1)
        return true
    }

    @inline(__always)
    private mutating func endCell(at position: Int) {
        let length = position - place.cellStart
        let word = UInt32(truncatingIfNeeded: length) | (length == 0 ? 0 : 1 << 29)
        append(TextSpan(start: UInt32(truncatingIfNeeded: place.cellStart), word: word))
        place.cellStart = position + 1
    }

    @inline(__always)
    private mutating func append(_ span: TextSpan) {
        output.cells[output.cellCount] = span
        output.cellCount &+= 1
        place.filled |= span.word
    }

    @inline(__always)
    private mutating func endQuotedCell(at position: Int) {
        let start = place.cellStart + 1
        var cellEnd = place.closedAt
        if position > cellEnd + 1 {
            if place.mode == .tail || !isPadding(from: cellEnd + 1, to: position) {
                place.irregularQuotes += 1
                place.hasEscapes = true
                cellEnd = position
            }
        }
        if place.hasEscapes {
            output.escaped[output.escapedCount] = UInt32(truncatingIfNeeded: output.cellCount)
            output.escapedCount &+= 1
        }
        let length = cellEnd - start
        append(TextSpan(start: start, length: length, kind: length == 0 ? .blank : .text, quoted: true))
        place.cellStart = position + 1
        place.mode = .plain
    }

    @inline(never)
    private func isPadding(from start: Int, to end: Int) -> Bool {
        for index in start..<end where text[index] != 0x20 && text[index] != 0x09 { return false }
        return true
    }

    @inline(__always)
    private mutating func endRecord(at next: Int) {
        let count = output.cellCount - firstCell
        if count > place.widest { place.widest = count }
        if place.filled >> 29 != 0 || keepsBlankRows {
            output.rows[output.rowCount] = RowInfo(
                firstCell: firstCell, cellCount: count, sourceStart: place.recordStart,
                sourceLength: next - place.recordStart, number: place.number, line: place.recordLine,
                offset: place.base + place.recordStart)
            output.rowCount &+= 1
        } else {
            output.cellCount = firstCell
            if place.number >= place.countedFrom { place.blankRows += 1 }
        }
        firstCell = output.cellCount
        place.number &+= 1
        place.recordLine = place.line
        place.filled = 0
        place.recordStart = next
        place.cellStart = next
    }

    /// Ends the last record, which needs no line break.
    private mutating func finish() -> CSVScanner.Outcome {
        if place.mode == .quoted { return .unclosedQuote }
        let isOpen = place.cellStart < end || output.cellCount > firstCell
        guard isOpen else { return .finished }
        if place.mode == .plain {
            endCell(at: end)
        } else {
            endQuotedCell(at: end)
        }
        endRecord(at: end)
        return .finished
    }
}
