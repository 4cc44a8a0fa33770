/// How telephone numbers of the most usual countries are built.
///
/// Sources: ITU-T Recommendation E.164 and its list of country codes (Operational Bulletin 1114); the national numbering
/// plans that administrations have filed with the ITU (itu.int/oth/T0202); for North America NANPA. Lengths are those of
/// numbers of persons and firms: service numbers of fewer digits stay as they are.
struct PhonePlan: Hashable {
    /// ISO 3166-1, two letters.
    let country: String
    /// The country code: `48`.
    let code: [UInt8]
    /// What is dialled in front of national numbers and is no part of them.
    let trunks: [[UInt8]]
    /// Digits of a national number.
    let lengths: ClosedRange<Int>
    /// Digits that a national number may begin with.
    let firstDigits: [UInt8]
    /// What is dialled before a country code.
    let exits: [[UInt8]]
    /// A number without the trunk prefix could be one without its area code.
    let needsTrunk: Bool

    static func of(_ country: String) -> PhonePlan? { byCountry[country] }

    static var countries: [String] { byCountry.keys.sorted() }

    /// The plans whose country code the digits begin with; codes are prefix-free, but some serve several countries.
    static func plans(for digits: UnsafeBufferPointer<UInt8>) -> [PhonePlan] {
        for length in 1...3 where length <= digits.count {
            if let plans = byCode[Array(digits.prefix(length))] { return plans }
        }
        return []
    }

    /// Whether these digits can be a number of this country, without trunk prefix.
    func isNational(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let first = digits.first else { return false }
        return lengths.contains(digits.count) && firstDigits.contains(first)
    }

    private static let all: [PhonePlan] = table.split(separator: "\n").compactMap { PhonePlan(line: $0) }
    private static let byCountry = Dictionary(uniqueKeysWithValues: all.map { ($0.country, $0) })
    private static let byCode = Dictionary(grouping: all, by: \.code)

    /// `IE 353 0 7-9 required first=1-9 exit=00`
    private init?(line: Substring) {
        let words = line.split(separator: " ").map(String.init)
        guard words.count >= 4 else { return nil }
        let lengths = words[3].split(separator: "-").compactMap { Int($0) }
        guard let fewest = lengths.first, let most = lengths.last else { return nil }
        let options = words.dropFirst(4)
        country = words[0]
        code = Array(words[1].utf8)
        trunks = words[2] == "-" ? [] : words[2].split(separator: ",").map { Array($0.utf8) }
        self.lengths = fewest...most
        needsTrunk = options.contains("required")
        firstDigits = Array((Self.option("first=", options) ?? "123456789").utf8)
        exits = [Self.option("exit=", options), "00"].compactMap { $0.map { Array($0.utf8) } }
    }

    private static func option(_ name: String, _ options: ArraySlice<String>) -> String? {
        options.first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
    }

    /// Country, code, trunk prefixes, digits, and where they are needed: `required` (the trunk prefix), the first digits,
    /// an exit code other than 00.
    private static let table = """
        US 1 1 10 first=23456789 exit=011
        CA 1 1 10 first=23456789 exit=011
        PR 1 1 10 first=23456789 exit=011
        DO 1 1 10 first=23456789 exit=011
        PL 48 0 9
        DE 49 0 5-11 required
        AT 43 0 4-13 required
        CH 41 0 9
        LI 423 - 7
        FR 33 0 9
        BE 32 0 8-9
        NL 31 0 9
        LU 352 - 5-11
        GB 44 0 9-10
        IE 353 0 7-9 required
        ES 34 - 9
        PT 351 - 9
        IT 39 - 6-11 first=038
        MT 356 - 8
        DK 45 - 8
        NO 47 - 8
        SE 46 0 7-10 required
        FI 358 0 5-12 required
        IS 354 - 7-9
        EE 372 - 7-8
        LV 371 - 8
        LT 370 8,0 8
        CZ 420 - 9
        SK 421 0 9
        HU 36 06 8-9
        RO 40 0 9
        BG 359 0 7-9 required
        HR 385 0 8-9
        SI 386 0 8
        RS 381 0 8-10
        BA 387 0 8-9
        ME 382 0 8-9
        MK 389 0 8
        AL 355 0 8-9
        GR 30 - 10
        CY 357 - 8
        TR 90 0 10
        UA 380 0 9
        BY 375 80,8 9
        MD 373 0 8
        RU 7 8 10 first=3489 exit=810
        KZ 7 8 10 first=67 exit=810
        GE 995 0 9
        IL 972 0 8-9
        AE 971 0 8-9
        SA 966 0 9
        QA 974 - 8
        KW 965 - 8
        EG 20 0 9-10
        MA 212 0 9
        DZ 213 0 8-9
        TN 216 - 8
        ZA 27 0 9
        NG 234 0 8-10
        KE 254 0 9
        IN 91 0 10
        PK 92 0 9-10
        CN 86 0 10-11
        HK 852 - 8 exit=001
        MO 853 - 8
        TW 886 0 8-9 required
        JP 81 0 9-10 exit=010
        KR 82 0 9-10
        SG 65 - 8
        MY 60 0 8-10 required
        TH 66 0 8-9
        VN 84 0 9-10
        ID 62 0 8-12 required
        PH 63 0 9-10
        AU 61 0 9 exit=0011
        NZ 64 0 8-10
        BR 55 0 10-11
        AR 54 0 10-11
        MX 52 - 10
        CL 56 - 9
        CO 57 - 10
        PE 51 0 8-9
        VE 58 0 10
        EC 593 0 8-9
        UY 598 0 8
        CR 506 - 8
        PA 507 - 7-8
        """
}
