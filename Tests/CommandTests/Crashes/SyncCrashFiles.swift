import Foundation
import Testing

extension CrashCase {
    /// A job in its second night: it makes, changes, and takes away, moves a mark, and puts a file aside.
    static let sync = CrashCase(
        "sync", after: [["sync", "nightly.yaml", "--quiet"]], "sync", "nightly.yaml", "--quiet",
        files: SyncCrashFiles.write, remembered: SyncCrashFiles.remembered)
}

/// What the job that is killed reads, and a way to see what it remembers.
enum SyncCrashFiles {
    private static let job = """
        db: desk.sqlite
        create: true
        max_missing: 50%
        cascade: true
        sources:
          - {file: in/people.csv, missing: recycle}
          - {file: in/cases.csv, since: {column: changed, overlap: 1h}, optional: true, done: done}
        """

    static func write(to shop: Shop, _ stage: CrashCase.Stage) throws {
        try shop.write("nightly.yaml", job)
        try shop.write("in/people.csv", people(stage))
        try shop.write("in/cases.csv", cases(stage))
    }

    /// Every twentieth is gone in the second night and every third has another name; some are new. One row of each
    /// night has a finding.
    private static func people(_ stage: CrashCase.Stage) -> String {
        let rows = (0..<(stage == .before ? 100 : 120)).filter { stage == .before || $0 % 20 != 9 }.map { row in
            "p\(row)@firma.pl,Imię\(row),\(stage != .before && row % 3 == 0 ? "Inne" : "Nazwisko")\(row)\n"
        }
        return "email,first_name,last_name\n" + rows.joined() + rows.prefix(stage == .before ? 1 : 2).joined()
    }

    /// The second night brings all of the first again, of which the job reads what has changed.
    private static func cases(_ stage: CrashCase.Stage) -> String {
        let rows = (0..<(stage == .before ? 100 : 150)).map { row in
            let text = String(repeating: "Opis sprawy \(row). ", count: 20)
            let isNew = row >= 100 || (stage != .before && row % 5 == 0)
            // Those of people who will be gone go along; who is there gets the new ones.
            let person = row < 100 ? row : row % 100 / 20 * 20
            let time = "2026-01-0\(isNew ? 2 : 1)T\(10 + row % 10):00:00Z"
            return "\(row),Sprawa \(row)\(isNew ? " znowu" : ""),p\(person)@firma.pl,\"\(text)\",\(time)\n"
        }
        return "number,subject,contact,description,changed\n" + rows.joined()
    }

    /// What a check of the night after would do, which is what the job knows of members, marks and findings. Changes the
    /// files.
    static func remembered(_ shop: Shop) throws -> String {
        let people = try shop.text("in/people.csv").split(separator: "\n")
        try shop.write("in/people.csv", (people[..<40] + people[60...]).joined(separator: "\n") + "\n")
        try shop.write("in/cases.csv", cases(.killed))
        let report = try shop.run(
            "sync", "check", "nightly.yaml", "--json", environment: CrashCase.environment
        ).object()
        let findings = try #require(report["findings"] as? [String: Any])
        let known = [
            "entities": try #require(report["entities"]), "missing": try #require(report["missing"]),
            "marks": try #require(report["marks"]), "new": findings["new"] ?? 0, "known": findings["known"] ?? 0,
        ]
        let data = try JSONSerialization.data(withJSONObject: known, options: [.sortedKeys, .prettyPrinted])
        return String(decoding: data, as: UTF8.self)
    }
}
