import Foundation
import Tables

/// A workbook as one file of XML (flat OpenDocument), written by hand.
struct Book {
    struct Sheet {
        let name: String
        let rows: [[String]]
        var isHidden = false
        /// Rows, from 1.
        var hiddenRows: Set<Int> = []
        /// The cell in this row and column (from 1) covers the one below it.
        var merged: (row: Int, column: Int)?
    }

    var sheets: [Sheet]

    init(_ sheets: Sheet...) { self.sheets = sheets }

    var text: String {
        let tables = sheets.map(Self.table).joined()
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
            xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
            xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
            xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
            office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>\
            <style:style style:name="off" style:family="table"><style:table-properties table:display="false"/>\
            </style:style></office:automatic-styles><office:body><office:spreadsheet>\(tables)</office:spreadsheet>\
            </office:body></office:document>
            """
    }

    private static func table(_ sheet: Sheet) -> String {
        let rows = sheet.rows.enumerated().map { index, cells in row(sheet, index + 1, cells) }.joined()
        let style = sheet.isHidden ? " table:style-name=\"off\"" : ""
        return "<table:table table:name=\"\(sheet.name)\"\(style)>\(rows)</table:table>"
    }

    private static func row(_ sheet: Sheet, _ number: Int, _ cells: [String]) -> String {
        let hidden = sheet.hiddenRows.contains(number) ? " table:visibility=\"collapse\"" : ""
        let text = cells.enumerated().map { column, value in
            let isMerged = sheet.merged.map { $0.row == number && $0.column == column + 1 } ?? false
            let span = isMerged ? " table:number-rows-spanned=\"2\" table:number-columns-spanned=\"1\"" : ""
            return value.isEmpty
                ? "<table:table-cell/>"
                : "<table:table-cell office:value-type=\"string\"\(span)><text:p>\(value)</text:p></table:table-cell>"
        }
        return "<table:table-row\(hidden)>\(text.joined())</table:table-row>"
    }
}

/// A ZIP archive whose members are stored as they are.
enum StoredZip {
    static func bytes(_ members: KeyValuePairs<String, String>) -> [UInt8] {
        var (archive, directory): ([UInt8], [UInt8]) = ([], [])
        for (name, text) in members {
            let sizes = number(crc(text), 4) + number(text.utf8.count, 4) + number(text.utf8.count, 4)
            let fields = number(0, 8) + sizes + number(name.utf8.count, 2) + number(0, 2)
            directory += number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + fields
            directory += number(0, 10) + number(archive.count, 4) + Array(name.utf8)
            archive += number(0x0403_4B50, 4) + number(20, 2) + fields + Array(name.utf8) + Array(text.utf8)
        }
        let counts = number(0, 4) + number(members.count, 2) + number(members.count, 2)
        let end = number(0x0605_4B50, 4) + counts + number(directory.count, 4) + number(archive.count, 4)
        return archive + directory + end + number(0, 2)
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
    }

    private static func crc(_ text: String) -> Int {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in text.utf8 {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return Int(~crc)
    }
}
