import Tables
import Testing

@testable import Spreadsheets

/// What cells of an OpenDocument spreadsheet say.
@Suite struct ODSValueTests {
    private static let clock = "<number:hours number:style=\"long\"/><number:text>:</number:text><number:minutes/>"
    private static let styles = [
        FlatBook.style("pad", "number", "<number:number number:decimal-places=\"0\" number:min-integer-digits=\"5\"/>"),
        FlatBook.style(
            "day", "date", "<number:day/><number:text>. </number:text><number:month number:textual=\"true\"/>"),
        FlatBook.style("moment", "date", "<number:year/><number:text>-</number:text><number:month/>" + clock),
        FlatBook.style("clock", "time", clock),
        FlatBook.style("span", "time", clock, "number:truncate-on-overflow=\"false\""),
        FlatBook.style(
            "share", "percentage",
            "<number:number number:decimal-places=\"1\" number:min-integer-digits=\"1\"/>"
                + "<number:text>%</number:text>"),
        FlatBook.style("money", "currency", "<number:number number:decimal-places=\"2\" number:grouping=\"true\"/>"),
        "<style:style style:name=\"child\" style:family=\"table-cell\" style:parent-style-name=\"day\"/>",
    ].joined()

    private func cell(_ xml: String, settings: String = "") throws -> CorpusCell {
        let rows = FlatBook.row(xml)
        return try FlatBook(rows: rows, styles: Self.styles, settings: settings).cells()[0][0]
    }

    private func value(_ type: String, _ value: String, _ shown: String, _ style: String? = nil) throws -> CorpusCell {
        try cell(FlatBook.cell(type, value, shown, style: style))
    }

    @Test(arguments: [
        ("234", "234"), ("0.1", "0.1"), ("-12.5", "-12.5"), ("0.30000000000000004", "0.3"),
        ("1E+20", "1" + "00000000000000000000"),
        ("12345678901234567", "12345678901234568"), ("1.50", "1.5"), ("007", "7"), ("-0", "0"),
        ("0.000001", "0.000001"),
    ])
    func numbersArePlain(_ written: String, _ expected: String) throws {
        #expect(try value("float", written, "shown") == CorpusCell(text: expected, kind: .number))
    }

    @Test func leadingZerosStay() throws {
        #expect(try value("float", "42", "00042", "pad") == CorpusCell(text: "00042", kind: .number, format: "00000"))
        #expect(try value("float", "42", "0042").text == "0042")
        #expect(try value("float", "42", "0043").text == "42")
        #expect(try value("float", "42", "42.00").text == "42")
    }

    @Test func shareAndMoneyArePlainNumbers() throws {
        #expect(
            try value("percentage", "0.255", "25.5%", "share")
                == CorpusCell(text: "0.255", kind: .number, format: "0.0%"))
        #expect(try value("percentage", "0.5", "50%").format == "0.00%")
        #expect(
            try value("currency", "1234.5", "1.234,50 €", "money")
                == CorpusCell(text: "1234.5", kind: .number, format: "#,##0.00"))
    }

    @Test func datesAreISO() throws {
        #expect(
            try value("date", "2024-03-01", "1. Mar", "day")
                == CorpusCell(text: "2024-03-01", kind: .date, format: "d. mmm"))
        #expect(try value("date", "2024-03-01T00:00:00", "1. Mar", "child").text == "2024-03-01")
        #expect(try value("date", "2024-03-01T00:00:00", "24-3 0:00", "moment").text == "2024-03-01T00:00:00")
        #expect(try value("date", "2024-03-01T10:20:30.4996", "", "moment").text == "2024-03-01T10:20:30.500")
        #expect(try value("date", "2024-03-01T10:20:59.9999", "", "moment").text == "2024-03-01T10:20:59.999")
        #expect(
            try value("date", "2024-03-01T10:20", "x")
                == CorpusCell(text: "2024-03-01T10:20:00", kind: .date, format: "yyyy-mm-dd hh:mm:ss"))
        #expect(
            try value("date", "0009-12-31", "x") == CorpusCell(text: "0009-12-31", kind: .date, format: "yyyy-mm-dd"))
        #expect(try value("date", "2024-13-01", "never") == CorpusCell(text: "never", kind: .text))
    }

    @Test func timesAreOfAClockOrElapsed() throws {
        #expect(
            try value("time", "PT08H05M02S", "8:05", "clock")
                == CorpusCell(text: "08:05:02", kind: .date, format: "hh:m"))
        #expect(try value("time", "PT08H05M02.5S", "8:05").text == "08:05:02.500")
        #expect(
            try value("time", "PT08H05M02S", "8:05", "span")
                == CorpusCell(text: "PT8H5M2S", kind: .text, format: "[hh]:m"))
        #expect(try value("time", "PT26H30M", "26:30").text == "PT26H30M")
        #expect(try value("time", "-PT1H", "-1").text == "-PT1H")
        #expect(try value("time", "P1DT2H", "26").text == "PT26H")
        #expect(try value("time", "PT99999999999999H", "long") == CorpusCell(text: "long", kind: .text))
    }

    @Test func numbersWithTheFormatOfADateAreDates() throws {
        #expect(try value("float", "45352", "1. Mar", "day").text == "2024-03-01")
        #expect(try value("float", "60", "28. Feb", "day").text == "1900-02-28")
        let settings =
            "<table:calculation-settings><table:null-date table:date-value=\"1904-01-01\"/></table:calculation-settings>"
        #expect(try cell(FlatBook.cell("float", "43890", "", style: "day"), settings: settings).text == "2024-03-01")
    }

    @Test func truthAndErrors() throws {
        #expect(try value("boolean", "true", "WAHR") == CorpusCell(text: "TRUE", kind: .boolean))
        #expect(try value("boolean", "false", "") == CorpusCell(text: "FALSE", kind: .boolean))
        let formula = "<table:table-cell table:formula=\"of:=TRUE()\" office:value-type=\"float\" office:value=\"1\"/>"
        #expect(try cell(formula) == CorpusCell(text: "TRUE", kind: .boolean))
        let error =
            "<table:table-cell office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\">"
            + "<text:p>#DIV/0!</text:p></table:table-cell>"
        #expect(try cell(error) == CorpusCell(text: "#DIV/0!", kind: .error))
        #expect(try value("float", "0", "Err:502") == CorpusCell(text: "Err:502", kind: .error))
        #expect(try value("float", "0", "#N/A").kind == .error)
        #expect(try value("float", "3", "#3").kind == .number)
    }

    @Test func formulasThatWereNeverCalculated() throws {
        let open = "<table:table-cell table:formula=\"of:=1+[.B1]\""
        #expect(try cell("\(open)/>") == CorpusCell(text: "=1+[.B1]", kind: .error))
        #expect(try cell("\(open)><text:p>2</text:p></table:table-cell>") == CorpusCell(text: "2", kind: .text))
    }

    // MARK: Texts

    private func text(_ inside: String, _ attributes: String = "") throws -> String {
        try cell("<table:table-cell office:value-type=\"string\" \(attributes)>\(inside)</table:table-cell>").text
    }

    @Test func textIsWhatIsShown() throws {
        #expect(try text("<text:p>a</text:p><text:p/><text:p>b &amp; &#x1F600;</text:p>") == "a\n\nb & 😀")
        #expect(
            try text("<text:p>a<text:s text:c=\"3\"/>b<text:tab/>c<text:line-break/>d<text:s/></text:p>")
                == "a   b\tc\nd ")
        #expect(
            try text("<text:p>a<text:span>b<text:span>c</text:span></text:span><text:a>d</text:a></text:p>") == "abcd")
        #expect(try text("<text:p> a  b </text:p>") == " a  b ", "white space is what was typed")
        #expect(try text("<text:p><![CDATA[<x>]]></text:p>") == "<x>")
        #expect(try text("<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>") == "a")
    }

    @Test func commentsAndReadingAidsAreLeftOut() throws {
        let note = "<office:annotation><text:p>a note</text:p></office:annotation>"
        #expect(try text(note + "<text:p>value</text:p>") == "value")
        #expect(try text("<text:p>val\(note)ue</text:p>") == "value")
        #expect(
            try text(
                "<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby></text:p>"
            ) == "漢")
        #expect(
            try text("<draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box></draw:frame><text:p>v</text:p>")
                == "v")
    }

    @Test func stringValueWinsOverWhatIsShown() throws {
        #expect(try text("<text:p>sh</text:p>", "office:string-value=\"whole\"") == "whole")
        #expect(try text("", "office:string-value=\"whole\"") == "whole")
        #expect(try text("<text:p>shown</text:p>", "office:string-value=\"\"") == "shown")
    }

    @Test func cellWithoutTypeIsWhatItShows() throws {
        #expect(try cell("<table:table-cell><text:p>plain</text:p></table:table-cell>").text == "plain")
        #expect(
            try cell("<table:table-cell office:value-type=\"float\"><text:p>5</text:p></table:table-cell>").text == "5")
    }
}
