import Foundation

/// JSON arrays of texts.
enum JSONTexts {
    static func parse(_ json: String) throws -> [String] {
        try JSONDecoder().decode([String].self, from: Data(json.utf8))
    }
}
