/// The parts of an email address or website that say whose it is.
enum MailParts {
    /// The address in lower case without spaces around it; empty where it is none.
    static func address(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard text.contains(UInt8(ascii: "@")) else { return [] }
        return text.filter { $0 > 0x20 }.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    }

    /// The mailbox behind an address: no tag, and no dots where the provider does not see them. Empty where it is the
    /// address itself that is meant: then that is the evidence.
    static func mailbox(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let address = address(text)
        guard let at = address.lastIndex(of: UInt8(ascii: "@")) else { return [] }
        var local = address[..<(address.firstIndex(of: UInt8(ascii: "+")).map { min($0, at) } ?? at)]
        var domain = address[at...]
        if local.isEmpty { return [] }
        if dotless.contains(where: { domain.elementsEqual($0) }) {
            local.removeAll { $0 == UInt8(ascii: ".") }
            domain = dotless[0][...]
        }
        return Array(local + domain)
    }

    private static let dotless = ["@gmail.com", "@googlemail.com"].map { Array($0.utf8) }

    /// The domain of an address or website without `www.`; empty where everybody may have an address there.
    static func domain(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var rest = text.filter { $0 > 0x20 }.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }[...]
        if let at = rest.lastIndex(of: UInt8(ascii: "@")) {
            rest = rest[(at + 1)...]
        } else if let colon = rest.firstIndex(of: UInt8(ascii: ":")), rest[(colon + 1)...].starts(with: slashes) {
            rest = rest[(colon + 3)...]
        }
        if let end = rest.firstIndex(where: { $0 == 0x2F || $0 == 0x3A || $0 == 0x3F || $0 == 0x23 }) {
            rest = rest[..<end]
        }
        if rest.starts(with: www) { rest = rest.dropFirst(www.count) }
        guard rest.contains(UInt8(ascii: ".")), !everybodys.contains(Array(rest)) else { return [] }
        return Array(rest)
    }

    private static let slashes = Array("//".utf8)
    private static let www = Array("www.".utf8)

    /// Providers of addresses for everybody; an address there says nothing about where somebody works.
    private static let everybodys: Set<[UInt8]> = Set(
        [
            "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "aol.com",
            "icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com", "gmx.de", "gmx.net", "gmx.com", "gmx.at",
            "web.de", "t-online.de", "freenet.de", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "op.pl", "poczta.onet.pl",
            "poczta.fm", "gazeta.pl", "vp.pl", "tlen.pl", "yandex.ru", "mail.ru", "qq.com", "163.com", "126.com",
            "sina.com", "foxmail.com", "uol.com.br", "bol.com.br", "terra.com.br", "hotmail.com.br", "yahoo.com.br",
            "orange.fr", "free.fr", "laposte.net", "wanadoo.fr", "hotmail.fr", "yahoo.fr", "libero.it", "virgilio.it",
            "hotmail.it", "yahoo.it", "hotmail.es", "yahoo.es", "online.no", "hotmail.no", "live.no", "seznam.cz",
            "centrum.cz", "yahoo.co.uk", "hotmail.co.uk", "btinternet.com", "comcast.net",
        ].map { Array($0.utf8) })
}
