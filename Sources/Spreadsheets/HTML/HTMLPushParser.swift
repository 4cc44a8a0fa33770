import CLibXML2
import Tables

/// Takes the elements of a web page, one after the other; names are in lower case, and end where HTML ends them.
protocol HTMLHandler: AnyObject {
    func startElement(_ name: String, _ attributes: HTMLAttributes) throws(ImportFailure)
    func endElement(_ name: String) throws(ImportFailure)
    /// A piece of text, decoded, in UTF-8.
    func characters(_ text: UnsafeBufferPointer<UInt8>) throws(ImportFailure)
}

/// The attributes of an element; valid during the call that brings them.
struct HTMLAttributes {
    /// Name, value, name, value, …, nil.
    fileprivate let base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    subscript(_ name: String) -> String? {
        guard let base else { return nil }
        var index = 0
        while let key = base[index] {
            if String(cString: key) == name { return base[index + 1].map { String(cString: $0) } ?? "" }
            index += 2
        }
        return nil
    }
}

/// A thin wrapper around libxml2's HTML push parser, which takes pages as browsers do: nothing is an error.
///
/// Scripts, styles and comments are left out; nothing is fetched.
final class HTMLPushParser {
    private let context: htmlParserCtxtPtr
    private var handler: (any HTMLHandler)?
    private var failure: ImportFailure?

    init() {
        xmlInitParser()
        var sax = Self.callbacks()
        guard let context = htmlCreatePushParserCtxt(&sax, nil, nil, 0, nil, XML_CHAR_ENCODING_UTF8) else {
            preconditionFailure("libxml2 has no memory left")
        }
        self.context = context
        // Whatever the page says of its encoding: it has been decoded before.
        let options = HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_RECOVER.rawValue
        htmlCtxtUseOptions(context, Int32(options))
        context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit {
        htmlFreeParserCtxt(context)
    }

    /// Parses the next bytes of the page, which are UTF-8; `isLast`: there are no more.
    func feed(_ bytes: UnsafeRawBufferPointer, to handler: any HTMLHandler, isLast: Bool = false) throws(ImportFailure)
    {
        self.handler = handler
        defer { self.handler = nil }
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        htmlParseChunk(context, start, Int32(truncatingIfNeeded: bytes.count), isLast ? 1 : 0)
        if let failure { throw failure }
    }

    /// libxml2 may still call back when it was told to stop.
    private func attempt(_ call: (any HTMLHandler) throws(ImportFailure) -> Void) {
        guard failure == nil, let handler else { return }
        do { try call(handler) } catch {
            failure = error
            xmlStopParser(context)
        }
    }

    private static func parser(_ context: UnsafeMutableRawPointer?) -> HTMLPushParser? {
        guard let own = context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private else { return nil }
        return Unmanaged<HTMLPushParser>.fromOpaque(own).takeUnretainedValue()
    }

    private static func callbacks() -> htmlSAXHandler {
        var sax = htmlSAXHandler()
        sax.startElement = { context, name, attributes in
            guard let name else { return }
            HTMLPushParser.parser(context)?.attempt { handler throws(ImportFailure) in
                try handler.startElement(String(cString: name), HTMLAttributes(base: attributes))
            }
        }
        sax.endElement = { context, name in
            guard let name else { return }
            HTMLPushParser.parser(context)?.attempt { handler throws(ImportFailure) in
                try handler.endElement(String(cString: name))
            }
        }
        sax.characters = { context, start, count in
            let text = UnsafeBufferPointer(start: start, count: max(Int(count), 0))
            HTMLPushParser.parser(context)?.attempt { handler throws(ImportFailure) in try handler.characters(text) }
        }
        sax.ignorableWhitespace = sax.characters
        // Scripts and styles, which would come as text otherwise.
        sax.cdataBlock = { _, _, _ in }
        return sax
    }
}
