import Tables

/// Looks for what only encrypted files have in `META-INF/manifest.xml`.
final class ODSManifest: XMLHandler {
    private(set) var isEncrypted = false
    private let encryption: XMLName

    init(_ parser: any XMLNaming) {
        encryption = parser.name("encryption-data")
    }

    func startElement(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == encryption { isEncrypted = true }
    }

    func endElement(_ name: XMLName) {}
    func characters(_ text: XMLText) {}
}
