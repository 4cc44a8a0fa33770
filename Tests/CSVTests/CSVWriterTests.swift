import CSV
import Tables
import Testing

@Suite struct CSVWriterTests {
    @Test func quotesOnlyWhereNeeded() {
        #expect(
            written([["a", "b c", "1,5", "say \"hi\"", "two\nlines", " edge", ""]])
                == "a,b c,\"1,5\",\"say \"\"hi\"\"\",\"two\nlines\",\" edge\",\r\n")
        #expect(written([["1,5", "a;b"]], delimiter: UInt8(ascii: ";"), lineEnd: "\n") == "1,5;\"a;b\"\n")
    }

    @Test func aSingleEmptyCellIsNoBlankLine() {
        #expect(written([[""], ["", ""]]) == "\"\"\r\n,\r\n")
    }

    @Test func whatIsWrittenIsReadBack() throws {
        var random = SplitMix(seed: 3)
        let pieces = ["a", "\"", ",", "\r\n", "\n", "\r", " ", "\t", "Łódź", "'"]
        let rows = (0..<300).map { _ in
            (0...Int(random.next() % 5)).map { _ in
                (0..<Int(random.next() % 6)).map { _ in random.pick(pieces) }.joined()
            }
        }
        var options = CSVReader.Options()
        options.keepsBlankRows = true
        let reader = CSVReader(
            MemoryByteSource(Array(written(rows).utf8)), dialect: .standard, name: "t.csv", options: options)
        let batch = RowBatch()
        var found: [[String]] = []
        while try reader.next(into: batch) {
            for row in 0..<batch.rows.count {
                found.append((0..<Int(batch.rows[row].cellCount)).map { batch.string(row: row, column: $0)! })
            }
        }
        #expect(found == rows)
    }

    private func written(_ rows: [[String]], delimiter: UInt8 = UInt8(ascii: ","), lineEnd: String = "\r\n") -> String {
        var writer = CSVWriter(delimiter: delimiter, lineEnd: lineEnd)
        var buffer: [UInt8] = []
        for row in rows {
            for cell in row { Array(cell.utf8).withUnsafeBufferPointer { writer.writeCell($0, to: &buffer) } }
            writer.endRow(to: &buffer)
        }
        return String(decoding: buffer, as: UTF8.self)
    }
}
