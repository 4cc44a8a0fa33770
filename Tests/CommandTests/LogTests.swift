import Foundation
import Testing

/// Logs as lines of JSON.
@Suite struct LogTests {
    private static let text = "email,first_name,last_name\na@b.pl,Jan,Nowak\n"

    /// Every line of standard error as an object; anything else is a mistake.
    private func events(_ result: Shop.Result) throws -> [[String: Any]] {
        try result.error.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
        }
    }

    private func names(_ events: [[String: Any]]) -> [String] { events.compactMap { $0["event"] as? String } }

    @Test func anImportTellsItsEvents() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Self.text + "nobody,Ala,Lis\n")
        let result = try shop.run("import", "contacts.csv", "--log-format", "json")
        #expect(result.status == 1)
        #expect(result.output.contains("Done: 1 record created; 1 rejected."))
        let events = try events(result)
        #expect(names(events) == ["start", "source.chosen", "source.done", "committed"])
        let run = try #require(shop.names("runs").first)
        for event in events {
            #expect(event["run"] as? String == run)
            let time = try #require(event["time"] as? String)
            #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
            #expect(["info", "warning", "error"].contains(event["level"] as? String ?? ""))
            #expect(event["message"] is String)
        }
        #expect(events[1]["file"] as? String == "contacts.csv")
        #expect(events[2]["rows"] as? Int == 2 && events[2]["rejected"] as? Int == 1)
        #expect(events[3]["created"] as? Int == 1 && events[3]["exit_status"] as? Int == 1)
        #expect(events[3]["level"] as? String == "warning")
    }

    @Test func failuresAreEventsToo() throws {
        let shop = try Shop()
        let missing = try shop.run("import", "none\n\"x\".csv", "--log-format", "json")
        #expect(missing.status == 66)
        let event = try #require(try events(missing).last)
        #expect(event["event"] as? String == "failed" && event["code"] as? String == "source.missing")
        #expect(event["exit_status"] as? Int == 66 && event["level"] as? String == "error")
        try shop.write("contacts.csv", Self.text + "nobody,Ala,Lis\n")
        let stopped = try shop.run("import", "contacts.csv", "--max-rejects", "0", "--log-format", "json")
        #expect(stopped.status == 2)
        #expect(try names(events(stopped)).last == "stopped")
    }

    @Test func theEnvironmentAsksForThemAndTheCommandLineWins() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Self.text)
        let json = ["DESKFERRY_LOG_FORMAT": "json"]
        #expect(try !events(try shop.run("check", "contacts.csv", environment: json)).isEmpty)
        #expect(try shop.run("check", "contacts.csv", "--log-format", "text", environment: json).error.isEmpty)
        #expect(try shop.run("check", "contacts.csv").error.isEmpty)
        #expect(try shop.run("check", "contacts.csv", environment: ["DESKFERRY_LOG_FORMAT": "xml"]).status == 64)
    }

    @Test func aJobNamesItselfAndItsCommands() throws {
        let shop = try Shop()
        try shop.write("contacts.csv", Self.text)
        try shop.write(
            "nightly.yaml",
            """
            db: desk.sqlite
            create: true
            log_format: json
            sources:
              - file: contacts.csv
            on_success: 'printf "said\\n\\"quoted\\"\\n"; exit 4'
            """)
        let result = try shop.run("sync", "nightly.yaml")
        #expect(result.status == 0)
        let events = try events(result)
        #expect(
            names(events) == [
                "start", "source.chosen", "source.done", "committed", "hook.output", "hook.output", "hook.failed",
            ])
        #expect(events.allSatisfy { $0["job"] as? String == "nightly" })
        #expect(events[5]["message"] as? String == "\"quoted\"")
        let again = try shop.run("sync", "nightly.yaml")
        #expect(try names(self.events(again)).first == "skipped")
    }
}
