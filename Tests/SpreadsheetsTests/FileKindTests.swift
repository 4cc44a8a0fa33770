import Foundation
import Tables
import Testing

@testable import Spreadsheets

@Suite("Kinds of files, by content")
struct FileKindTests {
    private func kind(_ bytes: [UInt8], name: String = "table.csv") throws -> FileKind {
        let file = try TemporaryFile(bytes, name: name)
        return try FileKind.of(file.source)
    }

    private func kind(_ text: String) throws -> FileKind { try kind(Array(text.utf8)) }

    /// The code and the message of what is refused.
    private func refusal(_ bytes: [UInt8]) throws -> (code: String, message: String)? {
        let file = try TemporaryFile(bytes, name: "table.csv")
        do throws(ImportFailure) {
            _ = try FileKind.of(file.source)
            return nil
        } catch {
            #expect(error.status == .badInput && error.hint != nil)
            return (error.code, error.message)
        }
    }

    private func zip(_ members: [(String, String)], junk: [UInt8] = []) -> [UInt8] {
        var zip = ZipBytes(junk: junk)
        for (name, text) in members { zip.add(name, text) }
        return zip.finished()
    }

    private func package(_ main: String, _ type: String, strict: Bool = false) -> [(String, String)] {
        let base =
            strict
            ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
            : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        return [
            (
                "[Content_Types].xml",
                """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Override PartName="/\(main)" ContentType="\(type)"/></Types>
                """
            ),
            (
                "_rels/.rels",
                """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="a" Type="\(base)/extended-properties" Target="docProps/app.xml"/>
                <Relationship Id="b" Type="\(base)/officeDocument" Target="\(main)"/></Relationships>
                """
            ),
            (main, "<workbook/>"),
        ]
    }

    private static let sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

    @Test func officeDocuments() throws {
        #expect(try kind(zip(package("xl/workbook.xml", Self.sheetType))) == .workbook(.xlsx))
        #expect(try kind(zip(package("odd/book.xml", Self.sheetType, strict: true))) == .workbook(.xlsx))
        let macro = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
        #expect(try kind(zip(package("xl/workbook.xml", macro))) == .workbook(.xlsx))
        #expect(try kind(zip([("xl/workbook.xml", "<workbook/>")])) == .workbook(.xlsx))
        let binary = try refusal(
            zip(package("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroEnabled.main")))
        #expect(binary?.message.contains("XLSB") == true)
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        #expect(try refusal(zip(package("word/document.xml", word)))?.message.contains("DOCX") == true)
        #expect(try kind(zip(package("xl/workbook.xml", Self.sheetType), junk: [1, 2, 3])) == .workbook(.xlsx))
    }

    @Test func openDocuments() throws {
        let type = "application/vnd.oasis.opendocument.spreadsheet"
        #expect(try kind(zip([("mimetype", type), ("content.xml", "<a/>")])) == .workbook(.ods))
        #expect(
            try kind(zip([("content.xml", "<a/>"), ("META-INF/manifest.xml", "<m/>")])) == .workbook(.ods))
        #expect(
            try refusal(zip([("mimetype", "application/vnd.oasis.opendocument.text")]))?.message.contains("ODT") == true
        )
        let encrypted = zip([("mimetype", type), ("META-INF/manifest.xml", "<m:encryption-data/>")])
        #expect(try refusal(encrypted)?.code == "workbook.encrypted")
        let flat = "<?xml version=\"1.0\"?>\n<office:document office:mimetype=\"\(type)\">"
        #expect(try kind(flat) == .workbook(.ods))
    }

    @Test func bundlesAndOtherArchives() throws {
        #expect(try kind(zip([("accounts.csv", "a,b\n")])) == .bundle)
        #expect(try refusal(zip([("Index/Document.iwa", "x")]))?.message.contains("Numbers") == true)
        #expect(try refusal(Array(zip([("a.csv", "x")]).dropLast(5)))?.code == "zip.incomplete")
    }

    @Test func markup() throws {
        #expect(try kind("\u{FEFF}  <html><body><table><tr><td>1") == .workbook(.html))
        #expect(try kind("<META http-equiv=x><TABLE><TR>") == .workbook(.html))
        #expect(try kind("<?xml version='1.0'?><html xmlns='x'><table>") == .workbook(.html))
        let wide: [UInt8] = [0xFF, 0xFE] + Array("<table><tr>".utf8).flatMap { [$0, 0] as [UInt8] }
        #expect(try kind(wide) == .workbook(.html))
        let book = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"
        #expect(try refusal(Array(book.utf8))?.message.contains("2003") == true)
        #expect(
            try refusal(Array("MIME-Version: 1.0\nContent-Type: multipart/related".utf8))?.code == "file.not_a_table")
    }

    @Test func text() throws {
        #expect(try kind("email,name\na@b.example,PK\n") == .text)
        #expect(try kind("PK,name\n1,a\n") == .text && kind("PK") == .text)
        #expect(try kind("<b>,name\n") == .text)
        #expect(try kind("") == .text)
        #expect(try kind("\tname\n") == .text)
    }

    @Test func workbooksWithoutAContainer() throws {
        #expect(try kind([0x09, 0x04, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00]) == .workbook(.xls))
        #expect(try kind([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]) == .workbook(.xls))
    }

    @Test func oldContainersThatAreBroken() throws {
        let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        #expect(try refusal(signature)?.code == "workbook.damaged")
        #expect(try refusal(signature + [UInt8](repeating: 0xFF, count: 2_000))?.code == "workbook.damaged")
        #expect(try refusal(signature + [UInt8](repeating: 9, count: 2_000))?.code == "workbook.damaged")
    }
}

/// Every workbook of other projects' test suites is told for what its name says.
@Suite("Kinds of files, in the corpus")
struct FileKindCorpusTests {
    static let folder: String? = {
        let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let given = ProcessInfo.processInfo.environment["DESKFERRY_CORPUS"]
        let path = (given ?? package.appending(path: "../shared/corpus").standardizedFileURL.path) + "/workbooks"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()

    /// Files that are not what their names say, and ones that cannot be read.
    private static let others = [
        "calamine/too_small.xls": "text", "calamine/OOM_alloc3.xls": "workbook.damaged",
        "calamine/pass_protected.ods": "workbook.encrypted",
        "calamine/pass_protected.xlsx": "workbook.encrypted", "excel-truth/apachepoi_58616.xlsx": "workbook.encrypted",
    ]

    @Test(.enabled(if: folder != nil, "the folder of other projects' workbooks is not there"))
    func everyWorkbookIsKnown() throws {
        let folder = try #require(Self.folder)
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
            guard let expected = Self.expected(name) else { continue }
            #expect(found("\(folder)/\(name)", name) == Self.others[name] ?? expected, "\(name)")
        }
    }

    private static func expected(_ name: String) -> String? {
        switch (name as NSString).pathExtension.lowercased() {
        case "xlsx", "xlsm": "xlsx"
        case "xls": "xls"
        case "ods": "ods"
        default: nil
        }
    }

    private func found(_ path: String, _ name: String) -> String {
        do throws(ImportFailure) {
            switch try FileKind.of(SourceFile(path: path, name: name, size: 0)) {
            case .workbook(let kind): return kind.rawValue
            case .bundle: return "bundle"
            case .text: return "text"
            }
        } catch {
            return error.code
        }
    }
}
