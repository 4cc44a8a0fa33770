import Foundation
import Tables

/// Text out of HTML: blocks become lines, entities characters; tags, comments, scripts and styles go; links and all other
/// elements keep their text. A text without tags only has its entities read.
struct HTMLToText: PlainTransform, CellTransform {
    static let name = "html_to_text"
    static let otherNames = ["html", "strip_html", "strip_tags", "html2text", "plain_text"]

    func change(_ cell: CellText) -> CellChange {
        guard Self.mayBeHTML(cell.bytes) else { return .kept }
        // Nothing that stands for something else is longer than what it stands for.
        var reader = HTMLReader(cell.bytes, output: cell.out)
        let length = reader.read()
        if length == 0 { return .blank }
        return cell.isSame(length) ? .kept : .written(length)
    }

    private static func mayBeHTML(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        return memchr(base, Int32(UInt8(ascii: "<")), bytes.count) != nil
            || memchr(base, Int32(UInt8(ascii: "&")), bytes.count) != nil
    }
}
