import Foundation
import Tables

/// Names of the IANA time zone database, in its own spelling.
struct TimeZoneVocabulary: Vocabulary {
    private static let names: [String: String] = {
        let known = TimeZone.knownTimeZoneIdentifiers + ["UTC", "Etc/UTC", "Etc/GMT"]
        return Dictionary(known.map { ($0.lowercased(), $0) }) { first, _ in first }
    }()

    var change: ChangeKind { .timeZone }

    func meaning(of text: String) -> Meaning {
        let form = text.replacing(" ", with: "_").lowercased()
        if let name = Self.names[form] { return name == text ? .same : .value(name) }
        // Names that the database only links to others, such as Asia/Calcutta, are not in Foundation's list.
        if text.contains("/"), TimeZone(identifier: text) != nil { return .same }
        return .unknown(.timeZoneUnknown)
    }
}
