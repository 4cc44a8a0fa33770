import CSV
import Reporting
import Spreadsheets
import Tables

extension CSVTable {
    /// How rejected rows of this table are written, so that the file can be imported like the one it comes from.
    var rejectsFormat: RejectsFormat {
        let row = header.row
        let headerIndex = prologueRows.firstIndex { $0.row == row }
        let isSeparated = (prologueRows.first?.range.lowerBound ?? 0) > 0
        return RejectsFormat(
            delimiter: dialect.delimiter, quote: dialect.quote, lineEnd: lineEnd,
            prologue: Array(prologue.dropFirst(mark.count)),
            header: headerIndex.map { $0 + (isSeparated && startsWithSeparatorLine ? 1 : 0) }, bom: encodedMark,
            encode: encode)
    }

    /// The byte order mark that the prologue begins with, decoded.
    private var mark: [UInt8] { prologue.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] : [] }

    private var encodedMark: [UInt8] { mark.isEmpty ? [] : mark.withUnsafeBufferPointer(encode) ?? [] }

    /// `sep=;` stands before the first row and is no row itself.
    private var startsWithSeparatorLine: Bool {
        String(decoding: prologue.prefix(12), as: UTF8.self).lowercased().contains("sep=")
    }

    private var lineEnd: [UInt8] {
        guard let end = prologue.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return [0x0A] }
        let isPair = prologue[end] == 0x0D && prologue.indices.contains(end + 1) && prologue[end + 1] == 0x0A
        return isPair ? [0x0D, 0x0A] : [prologue[end]]
    }
}

extension SheetTable {
    /// How rejected rows of this sheet are written, so that the workbook can be imported like the one it comes from.
    var rejectsFormat: SheetFormat {
        let workbook = workbook
        return SheetFormat(
            sheet: workbook.sheets[index].name, index: index, header: header, code: { workbook.formatCode($0) },
            prologue: rowsAboveData)
    }
}
