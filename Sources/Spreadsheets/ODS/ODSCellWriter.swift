import Tables

/// Writes the value of a cell as the person sees it behind the text of a queue.
///
/// The shown text is already there, from `start` on; a number, a date or a time takes its place.
struct ODSCellWriter {
    let formats: ODSFormats
    let epoch: ODSEpoch
    let text: RawArray<UInt8>

    /// What a cell is, by `office:value-type`.
    enum ValueType {
        case none, number, percentage, date, time, boolean, string, error
        /// A boolean as the number 0 or 1.
        case truth
        /// A formula without a value.
        case formula
    }

    /// The span of the value and the index of its format; `value` is the attribute's text.
    func write(
        _ type: ValueType, _ value: UnsafeBufferPointer<UInt8>, from start: Int, style: UInt16
    ) -> (span: TextSpan, format: UInt16) {
        let written: (span: TextSpan, format: UInt16)?
        switch type {
        case .none, .string: return (shown(start, .text), style)
        case .error: return (shown(start, .error), 0)
        case .number: written = number(value, start, style)
        case .percentage: written = number(value, start, style == 0 ? formats.percentage : style)
        case .date: written = date(value, start, style)
        case .time: written = time(value, start, style)
        case .boolean, .truth: written = boolean(value, start)
        case .formula: written = uncalculated(value, start)
        }
        // What cannot be read is what it shows.
        return written ?? (shown(start, .text), 0)
    }

    private func shown(_ start: Int, _ kind: CellKind) -> TextSpan {
        let length = text.count - start
        return length == 0 ? .blank : TextSpan(start: start, length: length, kind: kind)
    }

    private func replace(_ start: Int, _ bytes: some Collection<UInt8>, _ kind: CellKind) -> TextSpan {
        text.count = start
        text.reserve(bytes.count)
        for byte in bytes {
            text.base[text.count] = byte
            text.count += 1
        }
        return shown(start, kind)
    }

    /// A formula that was never calculated, `of:=A1+B1`, stands for an error; nil where the cell shows something.
    private func uncalculated(_ formula: UnsafeBufferPointer<UInt8>, _ start: Int) -> (TextSpan, UInt16)? {
        guard text.count == start else { return nil }
        let prefix = formula.firstIndex(of: UInt8(ascii: "=")) ?? 0
        return (replace(start, formula[prefix...], .error), 0)
    }

    // MARK: Numbers

    private func number(
        _ value: UnsafeBufferPointer<UInt8>, _ start: Int, _ style: UInt16
    ) -> (TextSpan, UInt16)? {
        if isErrorShown(start) { return (shown(start, .error), 0) }
        let kind = formats.kinds[Int(style)]
        if kind == .number, let zeros = leadingZeros(start, value) { return (zeros, style) }
        switch kind {
        case .date, .time, .dateTime:
            guard let number = Double(String(decoding: value, as: UTF8.self)) else { return nil }
            text.count = start
            return (CellText().append(epoch.serial(number), as: kind, to: text), style)
        default:
            text.count = start
            if let base = value.baseAddress { text.append(base, count: value.count) }
            return (CellText().written(start: start, length: value.count, as: kind, in: text), style)
        }
    }

    /// The shown text, where it is the same whole number with zeros in front: a postal code, an id.
    private func leadingZeros(_ start: Int, _ value: UnsafeBufferPointer<UInt8>) -> TextSpan? {
        let shown = UnsafeBufferPointer(start: text.base + start, count: text.count - start)
        guard shown.count > value.count, shown.first == UInt8(ascii: "0"), !value.isEmpty,
            shown.dropLast(value.count).allSatisfy({ $0 == UInt8(ascii: "0") }),
            shown.suffix(value.count).elementsEqual(value), value.allSatisfy({ $0 &- 48 < 10 })
        else { return nil }
        return self.shown(start, .number)
    }

    /// Programs write 0 for a formula that failed, and show the error: `#DIV/0!`, `#N/A`, `Err:502`.
    private func isErrorShown(_ start: Int) -> Bool {
        let shown = UnsafeBufferPointer(start: text.base + start, count: text.count - start)
        guard let first = shown.first, let last = shown.last else { return false }
        if first == UInt8(ascii: "#") {
            return last == UInt8(ascii: "!") || last == UInt8(ascii: "?") || shown.elementsEqual("#N/A".utf8)
        }
        return shown.count > 4 && shown.starts(with: "Err:".utf8)
    }

    // MARK: Dates, times, truth

    private func date(_ value: UnsafeBufferPointer<UInt8>, _ start: Int, _ style: UInt16) -> (TextSpan, UInt16)? {
        guard let moment = ISOMoment(date: value) else { return nil }
        let showsTime: Bool
        switch formats.kinds[Int(style)] {
        case .date: showsTime = false
        case .dateTime, .time: showsTime = true
        default: showsTime = moment.milliseconds != 0
        }
        let isDated = style != 0 && formats.kinds[Int(style)] != .number
        let format = isDated ? style : showsTime ? formats.dateTime : formats.date
        let clock = showsTime ? [UInt8(ascii: "T")] + moment.clock : []
        return (replace(start, value.prefix(10) + clock, .date), format)
    }

    private func time(_ value: UnsafeBufferPointer<UInt8>, _ start: Int, _ style: UInt16) -> (TextSpan, UInt16)? {
        guard let moment = ISOMoment(duration: value) else { return nil }
        let kind = formats.kinds[Int(style)]
        if moment.isClock, kind != .elapsed {
            return (replace(start, moment.clock, .date), kind == .number ? formats.clock : style)
        }
        if kind == .time {
            // A clock that shows a moment of a later day: all of it counts, as in other workbooks.
            text.count = start
            return (CellText().append(Double(moment.milliseconds) / 86_400_000, as: kind, to: text), style)
        }
        return (replace(start, moment.elapsed, .text), kind == .number ? formats.elapsed : style)
    }

    private func boolean(_ value: UnsafeBufferPointer<UInt8>, _ start: Int) -> (TextSpan, UInt16)? {
        if value.elementsEqual("true".utf8) || value.elementsEqual("1".utf8) {
            return (replace(start, "TRUE".utf8, .boolean), 0)
        }
        if value.elementsEqual("false".utf8) || value.elementsEqual("0".utf8) {
            return (replace(start, "FALSE".utf8, .boolean), 0)
        }
        return nil
    }
}
