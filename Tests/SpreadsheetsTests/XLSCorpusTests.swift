import Foundation
import Tables
import Testing

@testable import Spreadsheets

@Suite("XLS books of other projects", .enabled(if: WorkbookCorpus.folder != nil, "the corpus is not there"))
struct XLSCorpusTests {
    private let open: WorkbookOpener = { file throws(ImportFailure) in try XLSWorkbook(file: file) }

    @Test func textsAreThoseThatExcelDisplayed() throws {
        let report = try ExcelTruth.check(["xls"], isGold: true, known: [:], open: open)
        #expect(report.unexplained == [])
        #expect(report.checked >= 48)
    }

    @Test func numbersAndDatesAreThoseThatExcelDisplayed() throws {
        let known = Self.otherBook.merging(Self.computed) { $1 }.merging(Self.shownOtherwise) { $1 }
            .merging(Self.encrypted) { $1 }
        let report = try ExcelTruth.check(["xls"], isGold: false, known: known, open: open)
        #expect(report.unexplained == [])
        #expect(report.stale(known) == [])
        #expect(report.checked >= 455)
    }

    @Test func cellsAreThoseOfCalamine() throws {
        let known = [
            "issue_385.xls":
                "encrypted with the password that everybody has: Excel opens it without asking, and so do we"
        ]
        let report = try CalamineChecks.check(["xls"], known: known, open: open)
        #expect(report.unexplained == [])
        #expect(report.stale(known) == [])
        #expect(report.checked >= 36)
    }

    @Test func tablesAreThoseOfReadxl() throws {
        let known = [
            "dates-leap-year-1900-xls.xls": "has hours in cells whose format shows the date alone; so a person sees it"
        ]
        let report = try ReadxlChecks.check(["xls"], known: known, open: open)
        #expect(report.unexplained == [])
        #expect(report.stale(known) == [])
        #expect(report.checked >= 31)
    }

    /// Sizes that the files claim would take gigabytes.
    @Test(arguments: ["OOM_alloc.xls", "OOM_alloc2.xls", "OOM_alloc3.xls"])
    func booksThatLieAboutSizesTakeNoMemory(_ name: String) throws {
        let book = try #require(WorkbookCorpus.books("calamine", ["xls"]).first { $0.name == name })
        let books = try XLSBooks()
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: book.path)))
        let before = Self.peakKiB
        let failure = try books.failure(bytes)
        #expect(failure == (name == "OOM_alloc3.xls" ? "workbook.damaged" : nil))
        #expect(Self.peakKiB - before < 64 << 10)
    }

    private static var peakKiB: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }
}

// MARK: Deviations that are right or cannot be helped

extension XLSCorpusTests {
    /// The expectation was made from another state of the book, or its commas were taken for separators.
    private static let otherBook = [
        "apachepoi_12843-1.xls": "the expectation was split at the commas of thousands",
        "apachepoi_FormulaEvalTestData.xls": "the expectation is of an older state of the book",
        "apachepoi_LookupFunctionsTestCaseData.xls": "the expectation is of an older state of the book",
        "apachepoi_MatchFunctionTestCaseData.xls": "the expectation is of an older state of the book",
        "apachepoi_SubtotalsNested.xls": "the expectation is of an older state of the book",
    ]

    /// Excel computed formulas anew when it opened the book; we give what stands in it.
    private static let computed = [
        "apachepoi_37684-2.xls": "the date of today",
        "apachepoi_44861.xls": "formulas over another sheet",
        "apachepoi_44891.xls": "a formula whose format code depends on the language of Excel",
        "apachepoi_44958.xls": "a month from today",
        "apachepoi_46368.xls": "texts longer than Excel allows",
        "apachepoi_57003-FixedFunctionTestCaseData.xls": "FIXED() with the decimal mark of the computer",
        "apachepoi_SquareMacro.xls": "a function in a macro that was not run",
        "formula_stress_test.xls": "NOW(), RAND() and the version of Excel",
        "number_format_russian.xls/Implied": "TEXT() with the decimal mark of the computer",
        "number_format_russian.xls/ImpliedNegative": "TEXT() with the decimal mark of the computer",
    ]

    /// The value is right, its form is not that of an import.
    private static let shownOtherwise = [
        "LONumbers-2010.xls": "formats such as yym for which there is no ISO date",
        "apachepoi_15228.xls": "formats that show a blank text as spaces",
        "apachepoi_48968.xls": "the day 0, which Excel shows as 00/01/1900",
        "apachepoi_49761.xls": "a number that is none; Excel shows one beyond the largest",
        "apachepoi_60284.xls": "a percent sign that is a text, without the hundredfold",
        "apachepoi_testEXCEL_4.xls": "numbers in brackets that do not mean a negative one",
    ]

    private static let encrypted = Dictionary(
        uniqueKeysWithValues: [
            "apachepoi_password.xls", "password_2002_128_enhdss.xls", "password_2002_128_enhrsasc.xls",
            "password_2002_128_strong.xls", "password_2002_40_basecrypto.xls", "password_2002_40_dhsc.xls",
            "password_2002_40_xor.xls",
        ].map { ($0, "has a password of its own, which a person typed into Excel") })
}
