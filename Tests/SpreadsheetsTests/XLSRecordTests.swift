import Tables
import Testing

@testable import Spreadsheets

@Suite("Records of XLS books")
struct XLSRecordTests {
    private let books: XLSBooks

    init() throws { books = try XLSBooks() }

    @Test func cellsOutOfOrderComeInOrder() throws {
        let bytes = BIFFBytes.sheet { sheet in
            for row in [3, 0, 2, 0] {
                sheet.add(BIFFType.number, BIFFBytes.place(row, row == 0 ? 1 : 0) + BIFFBytes.double(Double(row)))
            }
            sheet.add(BIFFType.label, BIFFBytes.place(0, 0) + BIFFBytes.text("first"))
        }
        #expect(try books.rows(bytes) == [["first", "0"], ["2"], ["3"]])
    }

    @Test func numbersOfAllKinds() throws {
        let bytes = BIFFBytes.sheet { sheet in
            sheet.add(BIFFType.rk, BIFFBytes.place(0, 0) + BIFFBytes.u32(1_234 << 2 | 2))
            sheet.add(BIFFType.rk, BIFFBytes.place(0, 1) + BIFFBytes.u32(1_234 << 2 | 3))
            sheet.add(BIFFType.rk, BIFFBytes.place(0, 2) + BIFFBytes.u32(-7 << 2 & 0xFFFF_FFFF | 2))
            sheet.add(BIFFType.rk, BIFFBytes.place(0, 3) + BIFFBytes.u32(Int((0.5).bitPattern >> 32)))
            let numbers = [5, 6].flatMap { BIFFBytes.u16(0) + BIFFBytes.u32($0 << 2 | 2) }
            sheet.add(BIFFType.multipleRK, BIFFBytes.u16(0) + BIFFBytes.u16(4) + numbers + BIFFBytes.u16(5))
            sheet.add(BIFFType.boolError, BIFFBytes.place(0, 6) + [1, 0])
            sheet.add(BIFFType.boolError, BIFFBytes.place(0, 7) + [0x2A, 1])
            sheet.add(BIFFType.number, BIFFBytes.place(0, 8) + BIFFBytes.double(.nan))
        }
        #expect(try books.rows(bytes) == [["1234", "12.34", "-7", "0.5", "5", "6", "TRUE", "#N/A", "#NUM!"]])
    }

    @Test func chartsInsideASheetAreNotRead() throws {
        let bytes = BIFFBytes.sheet { sheet in
            sheet.add(BIFFType.number, BIFFBytes.place(0, 0) + BIFFBytes.double(1))
            sheet.add(0x809, BIFFBytes.u16(0x600) + BIFFBytes.u16(0x20) + BIFFBytes.u32(0))
            sheet.add(BIFFType.number, BIFFBytes.place(0, 0) + BIFFBytes.double(99))
            sheet.add(BIFFType.eof)
            sheet.add(BIFFType.number, BIFFBytes.place(1, 0) + BIFFBytes.double(2))
        }
        #expect(try books.rows(bytes) == [["1"], ["2"]])
    }

    @Test func resultsThatAreTextsStandBehindTheirFormula() throws {
        let result: [UInt8] = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        let bytes = BIFFBytes.sheet { sheet in
            sheet.add(BIFFType.formula, BIFFBytes.place(0, 0) + result + [UInt8](repeating: 0, count: 8))
            sheet.add(0x4BC, [0, 0, 0, 0, 0, 0, 0, 0])
            sheet.add(BIFFType.string, BIFFBytes.u16(4) + [0] + Array("ab".utf8))
            sheet.add(BIFFType.continuation, [1] + BIFFBytes.u16(0x107) + BIFFBytes.u16(0x105))
            sheet.add(BIFFType.formula, BIFFBytes.place(0, 1) + result + [UInt8](repeating: 0, count: 8))
            sheet.add(BIFFType.number, BIFFBytes.place(0, 2) + BIFFBytes.double(1))
        }
        #expect(try books.rows(bytes) == [["abćą", "", "1"]])
    }

    @Test func oldTextsAreReadInTheirCodePage() throws {
        let bytes = BIFFBytes.sheet(BIFFBytes.begin5) { sheet in
            sheet.add(BIFFType.codePage, BIFFBytes.u16(1_250))
            sheet.add(BIFFType.label, BIFFBytes.place(0, 0) + BIFFBytes.u16(4) + [0xA3, 0xF3, 0x64, 0x9F])
            sheet.add(BIFFType.richString, BIFFBytes.place(0, 1) + BIFFBytes.u16(2) + [0xE6, 0x61, 1, 0, 0])
        }
        #expect(try books.rows(bytes) == [["Łódź", "ća"]])
    }

    @Test func anUnknownCodePageIsNamed() throws {
        let bytes = BIFFBytes.sheet(BIFFBytes.begin5) { $0.add(BIFFType.codePage, BIFFBytes.u16(4_711)) }
        #expect(try books.failure(bytes) == "workbook.unsupported")
    }

    @Test func excel2HasCellsOfItsOwn() throws {
        let bytes = BIFFBytes.sheet(BIFFBytes.u16(2) + BIFFBytes.u16(0x10), type: 0x09) { sheet in
            sheet.add(BIFFType.format2, [7] + Array("General".utf8))
            sheet.add(BIFFType.format2, [10] + Array("yyyy-mm-dd".utf8))
            sheet.add(BIFFType.integer2, BIFFBytes.u16(0) + BIFFBytes.u16(0) + [0, 0, 0] + BIFFBytes.u16(65_000))
            sheet.add(BIFFType.number2, BIFFBytes.u16(0) + BIFFBytes.u16(1) + [0, 1, 0] + BIFFBytes.double(45_352))
            sheet.add(BIFFType.label2, BIFFBytes.u16(0) + BIFFBytes.u16(2) + [0, 0, 0, 2] + Array("ab".utf8))
            sheet.add(BIFFType.boolError2, BIFFBytes.u16(0) + BIFFBytes.u16(3) + [0, 0, 0, 1, 0])
            let formula = BIFFBytes.double(1.5) + [0, 0]
            sheet.add(BIFFType.formula, BIFFBytes.u16(1) + BIFFBytes.u16(0) + [0, 0, 0] + formula)
        }
        #expect(try books.rows(bytes) == [["65000", "2024-03-01", "ab", "TRUE"], ["1.5"]])
    }

    @Test func sharedTextsGoOnInAnotherWidth() throws {
        var first = BIFFBytes.u32(2) + BIFFBytes.u32(2)
        // Rich: two runs of formatting; phonetic: three bytes; the characters are cut after two.
        first += BIFFBytes.u16(4) + [0x0C] + BIFFBytes.u16(2) + BIFFBytes.u32(3) + Array("ab".utf8)
        let second = [1] + BIFFBytes.u16(0xD83C) + BIFFBytes.u16(0xDF63) + [UInt8](repeating: 9, count: 5)
        let third = [UInt8](repeating: 9, count: 6) + BIFFBytes.text("next")
        let bytes = BIFFBytes.sheet { sheet in
            sheet.add(BIFFType.sharedStrings, first)
            sheet.add(BIFFType.continuation, second)
            sheet.add(BIFFType.continuation, third)
            for index in 0..<2 {
                sheet.add(BIFFType.labelShared, BIFFBytes.place(index, 0) + BIFFBytes.u32(index))
            }
        }
        #expect(try books.rows(bytes) == [["ab🍣"], ["next"]])
    }

    @Test func aTextThatIsNotThereIsNamed() throws {
        let bytes = BIFFBytes.sheet { $0.add(BIFFType.labelShared, BIFFBytes.place(4, 27) + BIFFBytes.u32(0)) }
        #expect { try books.rows(bytes) } throws: { error in
            (error as? ImportFailure)?.message.contains("the cell AB5 of the sheet \"Sheet1\"") ?? false
        }
    }

    @Test func datesCountFrom1904IfTheBookSaysSo() throws {
        let bytes = BIFFBytes.sheet { sheet in
            sheet.add(BIFFType.dateMode, BIFFBytes.u16(1))
            sheet.add(BIFFType.xf5, BIFFBytes.u16(0) + BIFFBytes.u16(14) + [UInt8](repeating: 0, count: 16))
            sheet.add(BIFFType.number, BIFFBytes.place(0, 0) + BIFFBytes.double(43_890))
        }
        #expect(try books.rows(bytes) == [["2024-03-01"]])
    }

    @Test func manyRowsComeInSeveralBatches() throws {
        let bytes = BIFFBytes.sheet { sheet in
            for row in 0..<20_000 {
                sheet.add(BIFFType.number, BIFFBytes.place(row, 0) + BIFFBytes.double(Double(row)))
            }
        }
        let rows = try books.rows(bytes, SheetReading(startRow: 3))
        #expect(rows.map { $0[0] } == (2..<20_000).map(String.init))
    }

    @Test func aColumnBeyondTheLastIsDamage() throws {
        let bytes = BIFFBytes.sheet { $0.add(BIFFType.number, BIFFBytes.place(0, 256) + BIFFBytes.double(1)) }
        #expect(try books.failure(bytes) == "workbook.damaged")
    }

    @Test func aSheetWithoutAnEndIsCutOff() throws {
        let bytes = BIFFBytes.sheet { $0.add(BIFFType.number, BIFFBytes.place(0, 0) + BIFFBytes.double(1)) }
        #expect(try books.failure(bytes) == nil)
        #expect(try books.failure(Array(bytes.dropLast(4))) == "workbook.truncated")
        #expect(try books.failure(Array(bytes.dropLast(9))) == "workbook.truncated")
    }
}
