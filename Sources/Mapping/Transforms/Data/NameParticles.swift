/// Words that belong to the surname behind them: *von*, *van der*, *de la*, *da*.
///
/// Sources: the rules for headings of names in libraries (IFLA, "Names of persons", 4th edition) for Dutch, French,
/// German, Italian, Portuguese, Spanish and the Scandinavian languages.
enum NameParticles {
    enum Kind {
        /// Also where it is written with a capital: `Vincent Van Gogh`.
        case strong
        /// Only where it is written small, or behind a strong one: `Le` and `Al` are given names too.
        case weak
        /// Between two surnames, both of which count: `Ortega y Gasset`.
        case joining
    }

    static func kind(_ word: UnsafeBufferPointer<UInt8>) -> Kind? {
        guard word.count <= 8 else { return nil }
        return kinds[packed(word)]
    }

    static func isParticle(_ word: UnsafeBufferPointer<UInt8>) -> Bool { kind(word) != nil }

    private static let kinds: [UInt64: Kind] = {
        let lists: [(Kind, String)] = [
            (
                .strong,
                """
                von van vom zum zur ter ten vander vanden vande de da dos das del della dello degli dei di du des der \
                den dal dalla
                """
            ),
            (.weak, "do la las los le lo el al ben bin bint ibn zu af av op aan in te het 't toe auf und"),
            (.joining, "e y i"),
        ]
        var kinds: [UInt64: Kind] = [:]
        for (kind, words) in lists {
            for word in words.split(separator: " ") {
                kinds[Array(word.utf8).withUnsafeBufferPointer(packed)] = kind
            }
        }
        return kinds
    }()

    /// Up to eight bytes in small letters as one number.
    private static func packed(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
        word.reduce(0) { $0 << 8 | UInt64($1 &- 0x41 < 26 ? $1 | 0x20 : $1) }
    }
}
