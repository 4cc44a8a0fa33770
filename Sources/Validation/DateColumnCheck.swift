import Foundation
import HelpDesk
import Tables

/// Tells from samples whether a column of dates can be read without being told how.
package enum DateColumnCheck {
    /// The samples that are no ISO 8601; empty where the column needs no `date:`.
    ///
    /// Blank samples say nothing, nor do words: no format reads "next week", so it is its row's trouble.
    /// A month above 12 is evidence of another order, and counts as such; other impossible dates are a row's trouble.
    package static func needingFormat(_ samples: [String]) -> [String] {
        samples.filter { sample in
            let text = sample.trimmingCharacters(in: .whitespacesAndNewlines)
            return text.contains(where: \.isNumber) && !isISO8601(text)
        }
    }

    private static func isISO8601(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            let time = ISODate.read(Cell(bytes: bytes.baseAddress!, count: bytes.count, kind: .text))
            return time.map { $0.month <= 12 } ?? false
        }
    }
}
