/// Words of a company's name that say what kind of company it is, not which one; and those of a subject that say that it
/// is an answer.
enum LegalForms {
    /// As `NameFolder` leaves them; longer ones first, since `Sp. z o.o.` ends in two words of its own.
    private static let trailing: [[[UInt8]]] = [
        "spolka z ograniczona odpowiedzialnoscia", "spolka komandytowa", "spolka akcyjna", "spolka jawna",
        "spolka cywilna", "sp z o o", "sp z oo", "spolka z oo", "spolka zoo", "sp zoo", "sp k", "sp j", "s a", "s c",
        "s r o", "a s", "a g", "b v", "n v", "spzoo", "spk", "spj", "sa", "sc", "gmbh", "mbh", "ag", "kg", "kgaa",
        "ohg", "gbr", "ug", "ev", "ek", "se", "haftungsbeschrankt", "ltd", "limited", "llc", "llp", "lp", "inc",
        "incorporated", "corp", "corporation", "company", "co", "plc", "pty", "sarl", "sas", "sasu", "eurl", "sl",
        "slu", "srl", "srls", "spa", "snc", "sapi", "cv", "ltda", "eireli", "mei", "epp", "as", "asa", "ans", "da",
        "enk", "nuf", "ab", "aktiebolag", "oy", "oyj", "aps", "bv", "nv", "bvba", "kft", "zrt", "sro", "doo", "ood",
        "eood", "ooo", "zao", "oao", "pao", "tov", "and", "und", "et", "i",
    ].map { $0.split(separator: " ").map { Array($0.utf8) } }

    /// Those that some countries put in front.
    private static let leading: [[UInt8]] = ["sarl", "sas", "ab", "pt", "ooo", "oao", "zao", "tov", "oy"].map {
        Array($0.utf8)
    }

    /// Written without spaces, at a word's end.
    private static let joined: [[UInt8]] = [
        "股份有限公司", "有限责任公司", "股份有限公司", "有限公司", "有限責任公司", "株式会社", "有限会社", "公司",
    ].map { Array($0.utf8) }

    private static let replies: [[UInt8]] = ["re", "fw", "fwd", "odp", "pd", "aw", "wg", "sv", "vs", "enc", "rv", "tr"]
        .map { Array($0.utf8) }

    /// Takes legal forms away from both ends; a name that is nothing else stays.
    static func drop(from words: inout [Range<Int>], of text: [UInt8]) {
        while let count = trailing.first(where: { stands($0, at: words, text) })?.count, count < words.count {
            words.removeLast(count)
        }
        if words.count > 1, leading.contains(where: { text[words[0]].elementsEqual($0) }) { words.removeFirst() }
        guard let last = words.last, let ending = joined.first(where: { text[last].ends(with: $0) }),
            ending.count < last.count || words.count > 1
        else { return }
        words[words.count - 1] = last.lowerBound..<last.upperBound - ending.count
        if words[words.count - 1].isEmpty { words.removeLast() }
    }

    private static func stands(_ form: [[UInt8]], at words: [Range<Int>], _ text: [UInt8]) -> Bool {
        words.count >= form.count
            && zip(words.suffix(form.count), form).allSatisfy { text[$0].elementsEqual($1) }
    }

    /// `Re: Fwd: Printer` is `Printer`.
    static func dropReply(from words: inout [Range<Int>], of text: [UInt8]) {
        while words.count > 1, replies.contains(where: { text[words[0]].elementsEqual($0) }) { words.removeFirst() }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func ends(with ending: [UInt8]) -> Bool { count >= ending.count && suffix(ending.count) == ending[...] }
}
