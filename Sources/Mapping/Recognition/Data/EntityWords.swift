import HelpDesk
import Tables

/// The file `entities.tsv`: words in the names of files and sheets, and the keys without which a table is none of the
/// entity.
package struct EntityWords: Sendable {
    private var entities: [String: Set<String>] = [:]
    private var needs: [String: Set<String>] = [:]

    init(folder: String) throws(ImportFailure) {
        for (_, cells) in try DataFile(folder, "entities.tsv", columns: 3).rows {
            let words = cells[2].split(separator: " ")
            if cells[1] == "needs" {
                needs[String(cells[0])] = Set(words.map(String.init))
            } else {
                for word in words { entities[LabelForm(String(word)).folded, default: []].insert(String(cells[0])) }
            }
        }
    }

    /// The entities that a file's or sheet's name speaks of, those among them that the catalog lacks.
    func entities(in name: String) -> Set<String> {
        let words = LabelForm(name).words
        var found = words.reduce(into: Set<String>()) { $0.formUnion(entities[$1] ?? []) }
        for word in words where word.unicodeScalars.contains(where: { $0.value >= 0x4E00 }) {
            for (known, names) in entities where word.contains(known) { found.formUnion(names) }
        }
        return found
    }

    /// Stands among those keys where the name of the file or sheet will do.
    static let byName = "@name"

    /// Keys of which a table of the entity has at least one.
    func needs(_ entity: EntityName) -> Set<String> { needs[entity.rawValue] ?? [] }
}
