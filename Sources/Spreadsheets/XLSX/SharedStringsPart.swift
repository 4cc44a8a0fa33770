import Tables

/// Reads the shared texts: `xl/sharedStrings.xml`.
///
/// The runs of a rich text are joined; what phonetic runs say in another script is left out.
final class SharedStringsPart: XMLHandler {
    let strings: SharedStrings
    private let file: String
    private let limits: WorkbookLimits
    private let tags: XMLTags<Tag>
    private let space: XMLName
    @exclusivity(unchecked) private var text: RichText?

    private enum Tag: String, CaseIterable { case si, t, rPh }

    init(_ parser: XMLPushParser, into strings: SharedStrings, file: String, limits: WorkbookLimits) {
        self.strings = strings
        self.file = file
        self.limits = limits
        tags = XMLTags(parser)
        space = parser.name("space")
    }

    /// Where in a text the parser is.
    private struct RichText {
        var phoneticRuns = 0
        var isInRun = false
        var space = XLSXText.Space()
    }

    func startElement(_ name: XMLName, _ attributes: XMLAttributes) {
        switch tags[name] {
        case .si: text = RichText()
        case .rPh: text?.phoneticRuns += 1
        case .t:
            guard text?.phoneticRuns == 0 else { return }
            text?.isInRun = true
            text?.space.add(run: attributes[space].map { $0 == "preserve" } ?? false)
        case nil: break
        }
    }

    func characters(_ piece: XMLText) throws(ImportFailure) {
        guard text?.isInRun == true else { return }
        guard strings.append(piece.bytes) else { throw tooManyBytes }
        try checkLength()
    }

    private func checkLength() throws(ImportFailure) {
        guard strings.current.count <= limits.cellBytes else { throw .limitExceeded(file, .cellBytes, limits) }
    }

    func endElement(_ name: XMLName) throws(ImportFailure) {
        switch tags[name] {
        case .t: text?.isInRun = false
        case .rPh: text?.phoneticRuns -= 1
        case .si: try endText()
        case nil: break
        }
    }

    private func endText() throws(ImportFailure) {
        let space = text?.space ?? XLSXText.Space()
        text = nil
        strings.removeLast(strings.current.count - XLSXText.trim(strings.current, keeping: space))
        strings.removeLast(strings.current.count - XLSXText.unescape(strings.current))
        guard strings.endText() else { throw tooManyBytes }
        guard strings.count <= limits.sharedStrings else { throw .limitExceeded(file, .sharedStrings, limits) }
        guard strings.byteCount <= min(limits.sharedStringBytes, Int(UInt32.max)) else {
            throw tooManyBytes
        }
    }

    private var tooManyBytes: ImportFailure { .limitExceeded(file, .sharedStringBytes, limits) }
}
