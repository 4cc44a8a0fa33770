import Tables

/// Reads `changes.csv` again, as this program writes it: commas, doubled quotes, apostrophes before what could be taken
/// for a formula. Block by block, so files of any size will do.
package final class ChangesReader {
    package static let columns = 7
    private let source: FileByteSource
    private var block = [UInt8](repeating: 0, count: 64 * 1024)
    private var filled = 0
    private var position = 0

    /// Nil where the file does not begin as it should.
    package init?(path: String) throws(ImportFailure) {
        source = try FileByteSource(path: path)
        guard let header = try next(), header.count == Self.columns else { return nil }
    }

    /// The cells of the next line; nil at the end.
    package func next() throws(ImportFailure) -> [String]? {
        var cells: [[UInt8]] = [[]]
        var isQuoted = false
        var isEmpty = true
        while let byte = try nextByte() {
            isEmpty = false
            switch byte {
            case UInt8(ascii: "\""):
                let next = isQuoted ? try peek() : nil
                if next == byte {
                    position += 1
                    cells[cells.count - 1].append(byte)
                } else {
                    isQuoted.toggle()
                }
            case UInt8(ascii: ",") where !isQuoted: cells.append([])
            case 0x0D where !isQuoted: continue
            case 0x0A where !isQuoted: return cells.map(Self.text)
            default: cells[cells.count - 1].append(byte)
            }
        }
        return isEmpty ? nil : cells.map(Self.text)
    }

    private static func text(_ cell: [UInt8]) -> String {
        let text = String(decoding: cell, as: UTF8.self)
        guard text.first == "'" else { return text }
        let bare = String(text.dropFirst())
        return FormulaGuard.neutral(bare) == text ? bare : text
    }

    private func nextByte() throws(ImportFailure) -> UInt8? {
        guard let byte = try peek() else { return nil }
        position += 1
        return byte
    }

    private func peek() throws(ImportFailure) -> UInt8? {
        if position == filled {
            position = 0
            filled = try fill()
        }
        return filled == 0 ? nil : block[position]
    }

    private func fill() throws(ImportFailure) -> Int {
        let capacity = block.count
        let pointer = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 1)
        defer { pointer.deallocate() }
        let count = try source.read(into: pointer, capacity: capacity)
        block.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(start: pointer, count: count)) }
        return count
    }
}
