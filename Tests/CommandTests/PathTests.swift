import Foundation
import Testing

/// Names of one character, and others that are short of a folder.
@Suite struct PathTests {
    @Test func namesOfOneCharacterAreNamesLikeAnyOther() throws {
        let shop = try Shop()
        try shop.write("c", Files.contacts)
        #expect(try shop.run("map", "c", "-o", "m").status == 0)
        #expect(try shop.run("map", "validate", "m", "c").status == 0)
        #expect(try shop.run("inspect", "c", "-o", "i").status == 0)
        #expect(try shop.run("check", "c", "--map", "m", "--db", "a", "--report-dir", "r").status == 0)
        #expect(try shop.run("import", "c", "--map", "m", "--db", "a", "--report-dir", "r").status == 0)
        #expect(shop.exists("a") && shop.names("r").count == 2)
        #expect(try shop.run("import", "c", "--db", "a", "--accept", "r/" + shop.names("r")[0]).status == 2)
        #expect(try shop.run("show", "contacts", "anna@acme.pl", "--db", "a").status == 0)
        for command in ["doctor", "recover", "digest"] { #expect(try shop.run(command, "--db", "a").status == 0) }
        #expect(try shop.run("runs", "list", "--db", "a", "--report-dir", "r").status == 0)
    }

    @Test func foldersMayBeNamedShortly() throws {
        let shop = try Shop()
        try shop.write("f/contacts.csv", Files.contacts)
        for folder in [".", "f", "f/", "./f", ".//f//"] {
            #expect(try shop.run("check", folder, "--quiet").status == 0, "\(folder)")
        }
        #expect(try shop.run("check", "f", "--report-dir", ".", "--quiet").status == 0)
        #expect(try shop.run("import", "f", "--db", "f").status == 69)
        #expect(try shop.run("import", "f", "--db", "x/y").status == 69)
    }

    @Test func lookupFilesOfShortNamesAreFound() throws {
        let shop = try Shop()
        try shop.write("l.csv", "from,to\nPL,Poland\n")
        try shop.write(
            "m",
            """
            records:
              - entity: contacts
                columns:
                  email: email
                  last_name: last_name
                  country: { from: land, transform: [{ lookup: { file: l.csv, from: from, to: to } }] }
            """)
        try shop.write("c", "email,last_name,land\na@b.example,Lis,PL\n")
        #expect(try shop.run("import", "c", "--map", "m", "--db", "d", "--quiet").status == 0)
        #expect(try shop.run("show", "contacts", "a@b.example", "--db", "d").output.contains("Poland"))
    }
}
