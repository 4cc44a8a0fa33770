import Foundation
import Tables
import Testing

@testable import VCard

@Suite("vCard files")
struct VCardTests {
    private func open(_ text: String, encoding: String? = nil) throws -> VCardTable {
        try open(Data(text.utf8), encoding: encoding)
    }

    private func open(_ data: Data, encoding: String? = nil) throws -> VCardTable {
        let path = NSTemporaryDirectory() + "vcard-\(UUID().uuidString).vcf"
        try data.write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let table = try VCardTable.open(
            file: SourceFile(path: path, name: "people.vcf", size: data.count), encoding: encoding)
        // The samples were read while the file was there.
        return table
    }

    private func cell(_ table: VCardTable, _ row: Int, _ column: String) throws -> String {
        table.sampleRows[row][try #require(table.header.names.firstIndex(of: column))]
    }

    @Test func version3() throws {
        let table = try open(
            """
            BEGIN:VCARD\r
            VERSION:3.0\r
            FN:Łucja Żak\r
            N:Żak;Łucja;Maria;dr;\r
            ORG:Młyn\\, Sp. z o.o.;Sprzedaż\r
            item1.EMAIL;TYPE=INTERNET:druga@example.pl\r
            EMAIL;TYPE=INTERNET,PREF:lucja@example.pl\r
            TEL;TYPE=CELL,VOICE:+48 600 100 200\r
            TEL;TYPE=WORK,FAX:+48 12 1\r
            TEL;TYPE=WORK:+48 12 2\r
            TEL;TYPE=WORK:+48 12 3\r
            ADR;TYPE=HOME:;;ul. Domowa 1;Kraków;;30-001;Polska\r
            ADR;TYPE=WORK:;lok. 2;ul. Pracy 5;Łódź;łódzkie;90-001;Polska\r
            NOTE:Pierwsza linia\\nDruga\\; tak\r
            CATEGORIES:VIP,Klient\\, stały\r
            BDAY:19850412\r
            PHOTO;ENCODING=b:AAAA\r
             BBBB\r
            UID:urn:uuid:1\r
            END:VCARD\r
            """)
        #expect(try cell(table, 0, "N.family") == "Żak")
        #expect(try cell(table, 0, "N.prefix") == "dr")
        #expect(try cell(table, 0, "ORG") == "Młyn, Sp. z o.o.")
        #expect(try cell(table, 0, "ORG.unit") == "Sprzedaż")
        #expect(try cell(table, 0, "EMAIL") == "lucja@example.pl")
        #expect(try cell(table, 0, "EMAIL.2") == "druga@example.pl")
        #expect(try cell(table, 0, "TEL.cell") == "+48 600 100 200")
        #expect(try cell(table, 0, "TEL.fax") == "+48 12 1")
        #expect(try cell(table, 0, "TEL.work") == "+48 12 2")
        #expect(try cell(table, 0, "TEL.others") == "+48 12 3")
        #expect(try cell(table, 0, "ADR.street") == "lok. 2\nul. Pracy 5")
        #expect(try cell(table, 0, "ADR.locality") == "Łódź")
        #expect(try cell(table, 0, "ADR.others") == "ul. Domowa 1, Kraków, 30-001, Polska")
        #expect(try cell(table, 0, "NOTE") == "Pierwsza linia\nDruga; tak")
        #expect(try cell(table, 0, "CATEGORIES") == "VIP; Klient, stały")
        #expect(try cell(table, 0, "BDAY") == "1985-04-12")
        #expect(try cell(table, 0, "UID") == "urn:uuid:1")
    }

    @Test func version4() throws {
        let table = try open(
            """
            BEGIN:VCARD
            VERSION:4.0
            FN:Ada
            N:Lovelace;Ada;;;
            EMAIL;PREF=2:b@example.com
            EMAIL;PREF=1:a@example.com
            EMAIL:c@example.com
            TEL;VALUE=uri;TYPE="voice,work":tel:+44-20-1
            NOTE:folded li
             ne
            LANG:en
            END:VCARD
            BEGIN:VCARD
            VERSION:4.0
            FN:Bob
            END:VCARD
            """)
        #expect(table.sampleRows.count == 2)
        #expect(try cell(table, 0, "EMAIL") == "a@example.com")
        #expect(try cell(table, 0, "EMAIL.2") == "b@example.com")
        #expect(try cell(table, 0, "EMAIL.others") == "c@example.com")
        #expect(try cell(table, 0, "TEL.work") == "+44-20-1")
        #expect(try cell(table, 0, "NOTE") == "folded line")
        #expect(try cell(table, 1, "FN") == "Bob")
    }

    @Test func version21WithQuotedPrintableAndCharacterSets() throws {
        let table = try open(
            """
            BEGIN:VCARD
            VERSION:2.1
            N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BC=
            rgen
            NOTE;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:caf=E9
            TEL;CELL;PREF:0171 1
            TEL;HOME:030 1
            END:VCARD
            """)
        #expect(try cell(table, 0, "N.family") == "Müller")
        #expect(try cell(table, 0, "N.given") == "Jürgen")
        #expect(try cell(table, 0, "NOTE") == "café")
        #expect(try cell(table, 0, "TEL.cell") == "0171 1")
        #expect(try cell(table, 0, "TEL.home") == "030 1")
    }

    @Test func aCardThatIsCutOffIsSaidSo() throws {
        #expect(throws: ImportFailure.self) { try open("BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B\n") }
        do {
            _ = try open("BEGIN:VCARD\nFN:B\n")
        } catch let failure as ImportFailure {
            #expect(failure.code == "vcard.truncated")
            #expect(failure.status == .badInput)
            #expect(failure.message.contains("line 1"))
        }
    }

    @Test func utf16AndMarksAreDecoded() throws {
        let text = "BEGIN:VCARD\r\nFN:Ærø\r\nEND:VCARD\r\n"
        let wide = try open(Data([0xFF, 0xFE]) + text.data(using: .utf16LittleEndian)!)
        #expect(try cell(wide, 0, "FN") == "Ærø")
        let marked = try open(Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8))
        #expect(try cell(marked, 0, "FN") == "Ærø")
    }

    @Test func aFileIsKnownByItsFirstLine() {
        #expect(VCardTable.matches(head: Array("\u{FEFF}\r\nbegin:vcard\r\n".utf8)))
        #expect(!VCardTable.matches(head: Array("Name,Email\n".utf8)))
    }
}
