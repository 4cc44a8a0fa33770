import Foundation
import Testing

/// `dedupe find` and `dedupe merge` with the real program.
@Suite struct DedupeTests {
    private func shop() throws -> Shop {
        let shop = try Shop()
        try shop.write(
            "contacts.csv",
            """
            email,first_name,last_name,phone,account
            a@acme.example,Jan,Kowalski,+48 601 234 567,Acme
            b@acme.example,Kowalski,Jan,601 234 567,Acme
            c@other.example,=Anna,Żółć,,
            d@other.example,=Anna,Zolc,,

            """)
        try shop.write("accounts.csv", "name\nAcme\n")
        let result = try shop.run("import", "accounts.csv", "contacts.csv", "--auto")
        try #require(result.status == 0, "\(result.error)\(result.output)")
        return shop
    }

    @Test func findWritesAReviewAndSaysWhatItFound() throws {
        let shop = try shop()
        let result = try shop.run("dedupe", "find", "contacts")
        #expect(result.status == 0)
        #expect(
            result.firstLine == "4 contacts compared: 2 groups of likely duplicates with 4 records, 1 of them sure.")
        let review = try shop.text("duplicates-contacts.csv")
        #expect(review.contains("1,95,\"like #2: name and account, phone number\",merge,x,1,Jan,Kowalski,"))
        #expect(review.contains("2,80,like #4: name and email domain,,x,3,'=Anna,Żółć,"))
    }

    @Test func aReviewIsNotWrittenOverAndNoneIsWrittenForNothing() throws {
        let shop = try shop()
        #expect(try shop.run("dedupe", "find", "contacts").status == 0)
        let again = try shop.run("dedupe", "find", "contacts")
        #expect(again.status == 64 && again.error.contains("already, perhaps with decisions in it"))
        let none = try shop.run("dedupe", "find", "accounts")
        #expect(none.status == 0 && none.output == "1 account compared: no likely duplicates.\n")
        #expect(!shop.exists("duplicates-accounts.csv"))
    }

    @Test func standardOutputGetsTheReviewAlone() throws {
        let shop = try shop()
        let result = try shop.run("dedupe", "find", "contacts", "-o", "-", "--min-score", "90", "--limit", "1")
        #expect(result.output.hasPrefix("\u{FEFF}_group,_score,_why,decision,_survivor,id,first_name"))
        #expect(result.output.split(separator: "\r\n").count == 3)
        #expect(result.error.hasPrefix("4 contacts compared: 1 group"))
        let json = try shop.run("dedupe", "find", "contact", "--json", "-o", "found.csv").object()
        #expect((json["groups"] as? [[String: Any]])?.count == 2)
        #expect(json["compared"] as? Int == 4 && json["file"] as? String == "found.csv")
    }

    @Test func mergeAsksAndWithoutATerminalNothingIsDone() throws {
        let shop = try shop()
        _ = try shop.run("dedupe", "find", "contacts")
        let before = try shop.bytes("desk.sqlite")
        let asked = try shop.run("dedupe", "merge", "duplicates-contacts.csv")
        #expect(asked.status == 64)
        #expect(asked.error.contains("1 contact will become part of another one and go to the recycle bin."))
        #expect(asked.error.contains("Say --yes"))
        let dry = try shop.run("dedupe", "merge", "duplicates-contacts.csv", "--dry-run")
        #expect(
            dry.status == 0
                && dry.output.contains("The merge would give: 1 record updated, 1 merged into others; 2 skipped."))
        #expect(try shop.bytes("desk.sqlite") == before)
        let done = try shop.run("dedupe", "merge", "duplicates-contacts.csv", "--yes")
        #expect(done.status == 0 && done.output.contains("Done: 1 record updated, 1 merged into others; 2 skipped."))
        #expect(
            try shop.run("list", "contacts", "--json").output.contains("b@acme.example"), "now the secondary address")
        #expect(try shop.run("doctor").status == 0)
        #expect(try shop.run("runs", "list").output.contains("  merge "))
        #expect(try shop.run("runs", "show").output.contains("merged into others"))
    }

    @Test func whatWasMergedIsNotMergedAgain() throws {
        let shop = try shop()
        _ = try shop.run("dedupe", "find", "contacts")
        _ = try shop.run("dedupe", "merge", "duplicates-contacts.csv", "--yes")
        let again = try shop.run("dedupe", "merge", "duplicates-contacts.csv", "--yes")
        #expect(again.status == 1)
        #expect(again.output.contains("merge.gone") && again.output.contains("merge.changed"))
    }

    @Test func aMergedRecordComesBackAloneAndItIsSaid() throws {
        let shop = try shop()
        _ = try shop.run("dedupe", "find", "contacts")
        _ = try shop.run("dedupe", "merge", "duplicates-contacts.csv", "--yes")
        func records(_ words: String...) throws -> [[String: Any]] {
            try #require(try shop.run(words + ["--json"]).json() as? [[String: Any]])
        }
        let id = try #require(try records("list", "contacts", "--deleted").first?["id"] as? Int)
        let shown = try shop.run("show", "contacts", "#\(id)")
        #expect(shown.output.contains(", as a part of #"))
        #expect(try records("show", "contacts", "#\(id)").first?["merged_into_id"] as? Int == 3 - id)
        let note = "The contact #\(id) ("
        for options in [["--dry-run"], []] {
            let restored = try shop.run(["restore", "contacts", "#\(id)"] + options)
            #expect(restored.status == 0 && restored.output.contains(note) && restored.output.contains("merged into #"))
        }
        _ = try shop.run("delete", "contacts", "#\(id)", "--yes")
        #expect(try !shop.run("show", "contacts", "#\(id)").output.contains("part of"))
        #expect(try !shop.run("restore", "contacts", "#\(id)").output.contains("merged into"))
    }

    @Test func aWorkbookGoesThereAndBack() throws {
        let shop = try shop()
        let found = try shop.run("dedupe", "find", "contacts", "-o", "review.xlsx")
        #expect(found.status == 0, "\(found.error)")
        let rows = try shop.run("rows", "review.xlsx", "--format", "csv")
        #expect(rows.output.contains("1,95,\"like #2: name and account, phone number\",merge,x,1,Jan,Kowalski,"))
        let merged = try shop.run("dedupe", "merge", "review.xlsx", "--yes", "--json")
        #expect(merged.status == 0, "\(merged.error)")
        #expect(try merged.object()["kind"] as? String == "merge")
    }

    @Test func decisionsComeBackAsSpreadsheetsSaveThem() throws {
        let shop = try shop()
        _ = try shop.run("dedupe", "find", "contacts")
        let review = try shop.text("duplicates-contacts.csv").replacing("\r\n", with: "\n")
        // Semicolons, other line ends, no byte order mark, a decision in another language.
        let saved = SemicolonText.of(review.replacing("\u{FEFF}", with: ""))
            .replacing("email domain;;", with: "email domain;scal;")
        try shop.write("saved.csv", saved)
        let merged = try shop.run("dedupe", "merge", "saved.csv", "--yes")
        #expect(merged.status == 0, "\(merged.output)\(merged.error)")
        #expect(merged.output.contains("2 merged into others"))
    }

    @Test func wrongInputIsNamed() throws {
        let shop = try shop()
        let entity = try shop.run("dedupe", "find", "agents")
        #expect(entity.status == 64 && entity.error.contains("Use accounts, contacts, tickets."))
        #expect(try shop.run("dedupe", "find", "contacts", "--min-score", "100").status == 64)
        #expect(try shop.run("dedupe", "find", "contacts", "--limit", "0").status == 64)
        #expect(try shop.run("dedupe", "merge", "none.csv", "--yes").status == 66)
        let other = try shop.run("dedupe", "merge", "contacts.csv", "--yes")
        #expect(other.status == 65 && other.error.contains("is no review of duplicates: it has no columns \"_group\""))
        let nowhere = try shop.run("dedupe", "find", "contacts", "-o", "no/such/folder/x.csv")
        #expect(nowhere.status == 69, "\(nowhere.error)")
        let database = try shop.run("dedupe", "merge", "contacts.csv", "--yes", "--db", "none.sqlite")
        #expect(database.status == 65 && !shop.exists("none.sqlite"))
    }

    @Test func importWarnsWhereItIsAsked() throws {
        let shop = try shop()
        try shop.write("new.csv", "email,first_name,last_name,phone\nz@z.example,Zoe,Zet,0048601234567\n")
        let result = try shop.run("check", "new.csv", "--warn-duplicates")
        #expect(result.status == 0)
        #expect(result.output.contains("duplicate.likely") && result.output.contains("looks like contact #1"))
        #expect(try !shop.run("check", "new.csv").output.contains("duplicate.likely"))
    }
}

/// CSV with commas, written with semicolons.
private enum SemicolonText {
    static func of(_ csv: String) -> String {
        var isQuoted = false
        return String(
            csv.map { character in
                if character == "\"" { isQuoted.toggle() }
                return character == "," && !isQuoted ? ";" : character
            })
    }
}
