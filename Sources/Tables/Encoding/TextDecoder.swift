/// Text in any encoding as UTF-8, strictly: a byte that the encoding does not have ends the run.
package final class TextDecoder: ByteSource {
    private let source: any ByteSource
    private let converter: TextConverter
    private let encoding: TextEncoding
    private let name: String
    private let input: UnsafeMutableRawPointer
    private var start = 0
    private var end = 0
    private var sourceEnded = false
    /// Decoded bytes that did not fit where they were asked for.
    private var spill: [UInt8] = []
    /// Bytes of the file before `start`, and line breaks in the text given so far.
    private var offset = 0
    private var lines = 1

    private static let inputBytes = 64 * 1024
    /// Room for any character.
    private static let spillBytes = 64

    /// Decodes `source`, which must stand behind a byte order mark if it has one; `name` is the file's, for failures.
    package init(_ source: any ByteSource, encoding: TextEncoding, name: String) throws(ImportFailure) {
        guard let converter = TextConverter(from: encoding.converterName, to: "UTF-8") else {
            throw .encodingUnknown(encoding.name)
        }
        self.source = encoding.name == "hz" ? HZByteSource(source) : source
        self.converter = converter
        self.encoding = encoding
        self.name = name
        offset = encoding.mark.count
        input = .allocate(byteCount: Self.inputBytes, alignment: 16)
    }

    deinit {
        input.deallocate()
    }

    package func read(into pointer: UnsafeMutableRawPointer, capacity: Int) throws(ImportFailure) -> Int {
        if spill.isEmpty, capacity >= Self.spillBytes { return try decode(into: pointer, capacity: capacity) }
        if spill.isEmpty {
            // A character may be longer than the room there is: decode beside it.
            let block = UnsafeMutableRawPointer.allocate(byteCount: Self.spillBytes, alignment: 1)
            defer { block.deallocate() }
            let count = try decode(into: block, capacity: Self.spillBytes)
            spill = [UInt8](UnsafeRawBufferPointer(start: block, count: count))
        }
        let count = min(capacity, spill.count)
        spill.withUnsafeBytes { bytes in
            if let base = bytes.baseAddress { pointer.copyMemory(from: base, byteCount: count) }
        }
        spill.removeFirst(count)
        return count
    }

    private func decode(into pointer: UnsafeMutableRawPointer, capacity: Int) throws(ImportFailure) -> Int {
        var wanted = false
        while true {
            if wanted || start == end { try refill() }
            if start == end { return 0 }
            let step = converter.convert(
                UnsafeRawBufferPointer(start: input + start, count: end - start),
                into: UnsafeMutableRawBufferPointer(start: pointer, count: capacity))
            start += step.taken
            offset += step.taken
            countLines(pointer, step.given)
            if step.given > 0 { return step.given }
            if step.outcome == .invalid { throw failure() }
            if step.outcome == .incomplete, sourceEnded { throw .textTruncated(name, encoding.name, line: lines) }
            wanted = step.outcome == .incomplete
        }
    }

    private func refill() throws(ImportFailure) {
        guard !sourceEnded else { return }
        input.copyMemory(from: input + start, byteCount: end - start)
        end -= start
        start = 0
        let count = try source.read(into: input + end, capacity: Self.inputBytes - end)
        sourceEnded = count == 0
        end += count
    }

    private func countLines(_ pointer: UnsafeMutableRawPointer, _ count: Int) {
        for byte in UnsafeRawBufferPointer(start: pointer, count: count) where byte == 0x0A { lines += 1 }
    }

    private func failure() -> ImportFailure {
        let byte = input.load(fromByteOffset: start, as: UInt8.self)
        return .textInvalid(name, encoding.name, byte: byte, offset: offset, line: lines)
    }
}

/// Turns decoded text back into the encoding of its file.
package struct TextEncoder: Sendable {
    private let encoding: TextEncoding

    package init(_ encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// The text in the file's encoding, without a byte order mark of its own; nil where it lacks a character.
    package func encode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        if encoding.isUTF8 { return Array(text) }
        if encoding.name == "hz" { return text.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "~") } ? Array(text) : nil }
        guard let converter = TextConverter(from: "UTF-8", to: encoding.converterName) else { return nil }
        return Self.convertAll(converter, text, roomPerByte: 4)
    }

    static func convertAll(
        _ converter: borrowing TextConverter, _ input: UnsafeBufferPointer<UInt8>, roomPerByte: Int
    ) -> [UInt8]? {
        let input = UnsafeRawBufferPointer(input)
        let capacity = input.count * roomPerByte + 64
        var complete = false
        let output = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let step = converter.convert(input, into: UnsafeMutableRawBufferPointer(buffer))
            count = step.given
            guard step.outcome == .done else { return }
            let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
            count += converter.flush(into: rest)
            complete = true
        }
        return complete ? output : nil
    }
}
