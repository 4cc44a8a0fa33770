/// A character reference: `&amp;`, `&#8211;`, `&#x1F600;`.
struct HTMLEntity {
    let scalar: Unicode.Scalar
    /// Behind the semicolon.
    let end: Int

    private static let longest = 32

    /// Nil where the `&` at `index` begins none: `Smith & Sons`, `AT&T`.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
        let limit = min(index + Self.longest, bytes.count)
        guard let semicolon = bytes[index..<limit].firstIndex(of: UInt8(ascii: ";")), semicolon > index + 1 else {
            return nil
        }
        let name = String(decoding: bytes[index + 1..<semicolon], as: UTF8.self)
        guard let scalar = name.hasPrefix("#") ? Self.numbered(name.dropFirst()) : HTMLEntityNames.named(name) else {
            return nil
        }
        self.scalar = scalar
        end = semicolon + 1
    }

    /// Control characters become spaces, and what is no character the mark for one.
    private static func numbered(_ text: Substring) -> Unicode.Scalar? {
        let isHex = text.first == "x" || text.first == "X"
        guard let value = UInt32(isHex ? text.dropFirst() : text, radix: isHex ? 16 : 10) else { return nil }
        if (0x80...0x9F).contains(value) { return windows[Int(value - 0x80)] }
        if value == 0x09 || value == 0x0A || value == 0x0D { return Unicode.Scalar(value) }
        return value < 0x20 || value == 0x7F ? " " : Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    /// `&#150;` means the character of Windows-1252, as browsers read it.
    private static let windows = Array("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
}

/// The named characters of HTML 4, and of HTML 5 the letters of European languages.
enum HTMLEntityNames {
    static func named(_ name: String) -> Unicode.Scalar? { scalars[name] }

    /// From U+00A0 to U+00FF, in order.
    private static let latin = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
        para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
        Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
        Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
        igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
        thorn yuml
        """

    private static let others = """
        amp & lt < gt > quot " apos ' OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ tilde ˜ ndash – mdash — \
        lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ \
        lsaquo ‹ rsaquo › oline ‾ frasl ⁄ euro € trade ™ larr ← uarr ↑ rarr → darr ↓ harr ↔ rArr ⇒ hArr ⇔ minus − lowast ∗ \
        radic √ infin ∞ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sum ∑ prod ∏ part ∂ int ∫ loz ◊ spades ♠ clubs ♣ hearts ♥ diams ♦ \
        Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο \
        Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η \
        theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigmaf ς sigma σ tau τ upsilon υ phi φ chi χ \
        psi ψ omega ω \
        Aogon Ą aogon ą Cacute Ć cacute ć Eogon Ę eogon ę Lstrok Ł lstrok ł Nacute Ń nacute ń Sacute Ś sacute ś Zacute Ź \
        zacute ź Zdot Ż zdot ż Ccaron Č ccaron č Dcaron Ď dcaron ď Ecaron Ě ecaron ě Ncaron Ň ncaron ň Rcaron Ř rcaron ř \
        Tcaron Ť tcaron ť Uring Ů uring ů Zcaron Ž zcaron ž Lcaron Ľ lcaron ľ Lacute Ĺ lacute ĺ Racute Ŕ racute ŕ \
        Odblac Ő odblac ő Udblac Ű udblac ű Abreve Ă abreve ă Scedil Ş scedil ş Tcedil Ţ tcedil ţ Gbreve Ğ gbreve ğ \
        Idot İ imath ı Dstrok Đ dstrok đ Amacr Ā amacr ā Emacr Ē emacr ē Imacr Ī imacr ī Omacr Ō omacr ō Umacr Ū umacr ū \
        Gcedil Ģ Kcedil Ķ kcedil ķ Lcedil Ļ lcedil ļ Ncedil Ņ ncedil ņ Edot Ė edot ė Iogon Į iogon į Uogon Ų uogon ų \
        num # excl ! percnt % lpar ( rpar ) ast * plus + comma , period . sol / colon : semi ; equals = quest ? commat @ \
        lsqb [ bsol \\ rsqb ] lowbar _ grave ` lcub { verbar | rcub } dollar $
        """

    private static let scalars: [String: Unicode.Scalar] = {
        var scalars: [String: Unicode.Scalar] = [
            "NewLine": "\n", "Tab": "\t", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}",
            "zwnj": "\u{200C}", "zwj": "\u{200D}", "lrm": "\u{200E}", "rlm": "\u{200F}", "hyphen": "\u{2010}",
        ]
        for (offset, name) in latin.split(separator: " ").enumerated() {
            scalars[String(name)] = Unicode.Scalar(0xA0 + UInt32(offset))
        }
        let words = others.split(separator: " ")
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            scalars[String(words[index])] = words[index + 1].unicodeScalars.first
        }
        return scalars
    }()
}
