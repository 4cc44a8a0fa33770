import Tables
import Testing

@testable import Spreadsheets

@Suite("XLSX books of other projects", .enabled(if: WorkbookCorpus.folder != nil, "../shared/corpus is not there"))
struct XLSXCorpusTests {
    private static let extensions = ["xlsx", "xlsm"]

    private func open(_ file: SourceFile) throws(ImportFailure) -> any Workbook {
        guard case .workbook = try FileKind.of(file) else { throw .xlsxNoWorkbook(file.name) }
        return try XLSXWorkbook(file: file, limits: WorkbookLimits(), xml: .scanner)
    }

    private func expect(_ report: CorpusReport, atLeast count: Int, known: [String: String]) {
        #expect(report.unexplained == [], "\(report.unexplained.joined(separator: "\n"))")
        #expect(report.stale(known) == [])
        #expect(report.checked >= count)
    }

    /// Books that are refused, as they have to be.
    private static let refused = [
        "apachepoi_54764.xlsx": "An entity bomb.",
        "apachepoi_58616.xlsx": "Encrypted.",
        "apachepoi_60825.xlsx": "Damaged: a sheet's part is missing; Excel shows an empty sheet after a repair.",
    ]

    private static let computedAnew = "Excel computed formulas anew: the time, random numbers, its own language."
    private static let elsewhere = [
        "LONumbers-2010.xlsx": "Formats that run parts of a date together (YYM) or that Excel refuses (HH[M]).",
        "apachepoi_49273.xlsx": "The expectation is cut at the commas of a long date.",
        "apachepoi_56574.xlsx/2": computedAnew,
        "apachepoi_56688_4.xlsx/0": computedAnew,
        "apachepoi_ElapsedFormatTests.xlsx/Tests": computedAnew,
        "apachepoi_NumberFormatApproxTests.xlsx/Tests": computedAnew,
        "apachepoi_bug60858.xlsx/0": computedAnew,
        "formula_stress_test.xlsx": computedAnew,
        "number_format_russian.xlsm": computedAnew,
        "apachepoi_CustomXMLMappings-complex-type.xlsx/Foglio2": "Excel fills a table from an XML map when it opens.",
        "openpyxl_g_empty.xlsx": "Another Excel shows what we read: the book was opened with a repair.",
    ]

    @Test func textsThatExcelDisplayed() throws {
        let report = try ExcelTruth.check(Self.extensions, isGold: true, known: [:], open: open)
        expect(report, atLeast: 28, known: [:])
    }

    @Test func cellsThatExcelDisplayed() throws {
        let known = Self.refused.merging(Self.elsewhere) { $1 }
        expect(
            try ExcelTruth.check(Self.extensions, isGold: false, known: known, open: open), atLeast: 200, known: known)
    }

    @Test func refusesBombsAndEncryptedBooks() throws {
        for (name, code) in ["apachepoi_54764.xlsx": "xml.document_type", "apachepoi_58616.xlsx": "workbook.encrypted"]
        {
            let book = try #require(WorkbookCorpus.books("excel-truth", ["xlsx"]).first { $0.name == name })
            let failure = #expect(throws: ImportFailure.self) { try CorpusGrid(open(book.file), sheet: 0) }
            #expect(failure?.code == code)
            #expect(failure?.status == .badInput)
        }
    }

    @Test func calamine() throws {
        expect(try CalamineChecks.check(Self.extensions, known: [:], open: open), atLeast: 88, known: [:])
    }

    @Test func readxl() throws {
        let known = [
            "dates-leap-year-1900-xlsx.xlsx/same_column_text": "The format shows the day alone, the text the time too.",
            "new_line_errors.xlsx/cell": "A carriage return in XML is a line feed (XML 1.0, 2.11).",
        ]
        expect(try ReadxlChecks.check(Self.extensions, known: known, open: open), atLeast: 40, known: known)
    }

    @Test func xlsx2csv() throws {
        let known = ["variousdelim.xlsx": "The expectation is written with separators that no table has."]
        expect(try Xlsx2csvChecks.check(known: known, open: open), atLeast: 24, known: known)
    }
}
