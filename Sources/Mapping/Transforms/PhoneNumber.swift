import Tables

/// A telephone number in the form of E.164 (`+48221234567`), an extension behind it (`;ext=12`, RFC 3966).
///
/// The parameter is the country of numbers without a country code. What fits no numbering plan stays as it is; whether it
/// is a telephone number at all is for the field to say.
struct PhoneNumber: CellTransform {
    static let name = "phone"
    static let otherNames = ["e164", "e.164", "phone_number", "telephone", "msisdn"]

    private let plan: PhonePlan

    static func parse(_ parameters: TransformParameters) -> PhoneNumber? {
        guard let country = parameters.text(example: "PL") else { return nil }
        if let plan = PhonePlan.of(country) { return PhoneNumber(plan: plan) }
        let place = parameters.value ?? parameters.name
        let known = PhonePlan.countries
        let meant = known.first { $0 == country.uppercased() } ?? (country == "UK" ? "GB" : nil)
        let list = meant == nil ? " (known: \(known.joined(separator: ", ")))" : ""
        place.mistake("no numbering plan is known for the country \"\(country)\"\(list)", suggestion: meant)
        return nil
    }

    func room(for count: Int) -> Int { PhoneScan.room }

    func change(_ cell: CellText) -> CellChange {
        guard cell.count <= PhoneScan.longest else { return .kept }
        guard let scan = PhoneScan(cell.bytes, digits: cell.out + PhoneScan.longest),
            let number = international(scan) ?? national(scan)
        else { return .kept }
        let length = scan.write(number, into: cell.out)
        return cell.isSame(length) ? .kept : .written(length)
    }

    /// A number with a country code, behind a plus sign or an exit code.
    private func international(_ scan: PhoneScan) -> E164Number? {
        if scan.hasPlus { return withCode(scan.digits, scan) }
        for exit in plan.exits where scan.digits.starts(with: exit) {
            return withCode(UnsafeBufferPointer(rebasing: scan.digits.dropFirst(exit.count)), scan)
        }
        return nil
    }

    private func withCode(_ digits: UnsafeBufferPointer<UInt8>, _ scan: PhoneScan) -> E164Number? {
        let plans = PhonePlan.plans(for: digits)
        for plan in plans {
            let rest = digits.dropFirst(plan.code.count)
            if let number = Self.significant(rest, plan) { return E164Number(code: plan.code, national: number) }
        }
        // A code that is not in the table: only the marks between the digits go.
        guard plans.isEmpty, !scan.hasBracketedZero, (8...15).contains(digits.count), digits[0] != 0x30 else {
            return nil
        }
        return E164Number(code: [], national: digits[...])
    }

    private func national(_ scan: PhoneScan) -> E164Number? {
        if scan.hasPlus || plan.exits.contains(where: { scan.digits.starts(with: $0) }) { return nil }
        let digits = scan.digits[...]
        for trunk in plan.trunks where digits.starts(with: trunk) {
            let rest = digits.dropFirst(trunk.count)
            if plan.isNational(rest) { return E164Number(code: plan.code, national: rest) }
        }
        if plan.needsTrunk { return nil }
        if plan.isNational(digits) { return E164Number(code: plan.code, national: digits) }
        // Spreadsheets take the plus sign away.
        guard digits.starts(with: plan.code) else { return nil }
        let rest = digits.dropFirst(plan.code.count)
        return plan.isNational(rest) ? E164Number(code: plan.code, national: rest) : nil
    }

    /// What stands behind a country code, without a trunk prefix as in `+44 (0)20`.
    private static func significant(
        _ digits: Slice<UnsafeBufferPointer<UInt8>>, _ plan: PhonePlan
    ) -> Slice<UnsafeBufferPointer<UInt8>>? {
        if plan.isNational(digits) { return digits }
        for trunk in plan.trunks where digits.starts(with: trunk) {
            let rest = digits.dropFirst(trunk.count)
            if plan.isNational(rest) { return rest }
        }
        return nil
    }
}

/// Country code and national number, as digits.
struct E164Number {
    let code: [UInt8]
    let national: Slice<UnsafeBufferPointer<UInt8>>
}
