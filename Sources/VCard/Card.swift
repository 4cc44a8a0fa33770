/// One card as the cells of a row.
///
/// Of several addresses of mail the preferred one comes first; of several postal addresses the one of work, then the
/// preferred one. What has no column of its own goes to a column of others: nothing of these is lost.
struct Card {
    private var cells: [VCardColumn: String] = [:]
    private var emails: [VCardLine] = []
    private var phones: [VCardLine] = []
    private var addresses: [VCardLine] = []

    mutating func add(_ line: VCardLine) {
        switch line.name {
        case "EMAIL": emails.append(line)
        case "TEL": phones.append(line)
        case "ADR": addresses.append(line)
        case "N": put(line.components, [.family, .given, .additional, .prefix, .suffix])
        case "ORG": put(line.components, [.organization, .unit])
        case "CATEGORIES": join(line.list, .categories)
        default: addPlain(line)
        }
    }

    /// Properties of one text; a second one of a name joins the first, but for those that a card has once.
    private mutating func addPlain(_ line: VCardLine) {
        guard let column = Self.plain[line.name] else { return }
        if Self.once.contains(column) {
            put([line.text], [column])
        } else {
            join([line.text], column)
        }
    }

    private static let plain: [String: VCardColumn] = [
        "FN": .fullName, "NICKNAME": .nickname, "TITLE": .title, "ROLE": .role, "URL": .url, "NOTE": .note,
        "BDAY": .birthday, "ANNIVERSARY": .anniversary, "GENDER": .gender, "LANG": .language, "TZ": .zone,
        "IMPP": .messenger, "KIND": .kind, "UID": .identifier, "REV": .revision,
    ]
    private static let once: Set<VCardColumn> = [
        .fullName, .title, .role, .url, .birthday, .anniversary, .gender, .language, .zone, .kind, .identifier,
        .revision,
    ]

    /// The cells in the order of the columns.
    var row: [String] {
        var card = self
        card.placeEmails()
        card.placePhones()
        card.placeAddresses()
        card.readDates()
        return VCardColumn.allCases.map { card.cells[$0] ?? "" }
    }

    var isEmpty: Bool { row.allSatisfy(\.isEmpty) }

    private mutating func placeEmails() {
        let sorted = emails.enumerated().sorted {
            ($0.element.preference, $0.offset) < ($1.element.preference, $1.offset)
        }
        let texts = sorted.map { Self.without("mailto:", $0.element.text) }.filter { !$0.isEmpty }
        put(texts, [.email, .secondEmail])
        join(Array(texts.dropFirst(2)), .otherEmails)
    }

    private mutating func placePhones() {
        for line in phones.sorted(by: { $0.preference < $1.preference }) {
            let text = Self.without("tel:", line.text)
            let column = Self.phoneColumn(line.types)
            if cells[column] == nil {
                put([text], [column])
            } else {
                join([text], .otherPhones)
            }
        }
    }

    private static func phoneColumn(_ types: Set<String>) -> VCardColumn {
        if types.contains("fax") { return .fax }
        if types.contains("cell") || types.contains("mobile") || types.contains("iphone") { return .mobile }
        if types.contains("pager") { return .otherPhones }
        return types.contains("home") && !types.contains("work") ? .homePhone : .phone
    }

    private mutating func placeAddresses() {
        let sorted = addresses.enumerated().sorted { left, right in
            func rank(_ line: VCardLine) -> Int { line.types.contains("work") ? 0 : line.preference }
            return (rank(left.element), left.offset) < (rank(right.element), right.offset)
        }.map(\.element.components)
        guard let first = sorted.first else { return }
        let street = first.prefix(3).filter { !$0.isEmpty }.joined(separator: "\n")
        put([street] + first.dropFirst(3), [.street, .city, .region, .code, .country])
        let others = sorted.dropFirst().map { $0.filter { !$0.isEmpty }.joined(separator: ", ") }
        join(others, .otherAddresses)
    }

    /// `19850412` → `1985-04-12`; a date without its year (`--0412`) stays as it is.
    private mutating func readDates() {
        for column in [VCardColumn.birthday, .anniversary] {
            guard let text = cells[column], text.count == 8, text.allSatisfy(\.isNumber) else { continue }
            cells[column] = "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))"
        }
    }

    private mutating func put(_ texts: [String], _ columns: [VCardColumn]) {
        for (text, column) in zip(texts, columns) where !text.isEmpty && cells[column] == nil {
            cells[column] = text
        }
    }

    private mutating func join(_ texts: [String], _ column: VCardColumn) {
        let all = ([cells[column] ?? ""] + texts).filter { !$0.isEmpty }
        if !all.isEmpty { cells[column] = all.joined(separator: "; ") }
    }

    private static func without(_ scheme: String, _ text: String) -> String {
        text.lowercased().hasPrefix(scheme) ? String(text.dropFirst(scheme.count)) : text
    }
}
