import HelpDesk
import Mapping
import Storage
import Tables

/// What the removed hold of one entity.
struct Holding {
    let entity: Entity
    let handover: Handover
    let held: HeldRecords

    /// What waits for a decision.
    var workSentences: [String] {
        guard handover.kind == .work else { return [] }
        let open = held.open.isEmpty ? nil : "\(entity.count(held.open.count, "open")): \(Self.shown(held.open))"
        let settled = handover.settlement.flatMap { settlement in
            held.settled.isEmpty
                ? nil : "\(entity.count(held.settled.count, settlement.from)): \(Self.shown(held.settled))"
        }
        return [open, settled].compactMap(\.self)
    }

    /// What stays as it is because nobody asked for more.
    var stayingSentence: String? {
        guard let settlement = handover.settlement, !held.settled.isEmpty else { return nil }
        return "\(entity.count(held.settled.count, settlement.from)) \(held.settled.count == 1 ? "stays" : "stay") as "
            + "\(held.settled.count == 1 ? "it is" : "they are"); --close-resolved closes "
            + "\(held.settled.count == 1 ? "it" : "them")."
    }

    private static let shownIDs = 20

    private static func shown(_ ids: [UInt32]) -> String {
        ids.prefix(shownIDs).map { "#\($0)" }.joined(separator: ", ")
            + (ids.count > shownIDs ? " and \(ids.count - shownIDs) more" : "")
    }
}

/// The same change to a number of records: one table of a command.
struct HandoverStep {
    struct Value {
        let field: String
        let text: String
        var isOnlyIfEmpty = false
    }

    let entity: Entity
    /// Tells it apart from the command's other tables.
    let part: String?
    let ids: [UInt32]
    let values: [Value]
    let sentence: String

    /// Open records go to somebody else, or to nobody.
    static func handOver(_ holding: Holding, to heir: String?) -> HandoverStep {
        let count = holding.held.open.count
        let what = holding.entity.count(count, holding.handover.status == nil ? nil : "open")
        let fate =
            heir.map { "\(count == 1 ? "goes" : "go") to \($0)" }
            ?? "\(count == 1 ? "stays" : "stay") without \(holding.handover.field)"
        return HandoverStep(
            entity: holding.entity, part: holding.entity.name.rawValue, ids: holding.held.open,
            values: [Value(field: holding.handover.field, text: heir ?? "")], sentence: "\(what) \(fate).")
    }

    static func close(_ holding: Holding, _ settlement: Handover.Settlement, at time: String) -> HandoverStep {
        let count = holding.held.settled.count
        return HandoverStep(
            entity: holding.entity, part: "\(settlement.from) \(holding.entity.name)", ids: holding.held.settled,
            values: [
                Value(field: holding.handover.status ?? "", text: settlement.to),
                Value(field: settlement.at, text: time, isOnlyIfEmpty: true),
            ],
            sentence: "\(holding.entity.count(count, settlement.from)) \(count == 1 ? "is" : "are") closed.")
    }

    func table() throws(ImportFailure) -> BoundTable {
        let names = [ColumnTarget.recordID.name] + values.map(\.field)
        let texts = values.map(\.text)
        let table = try CommandTable(part: part, names: names, rows: ids.map { [String($0)] + texts })
        var columns = [FieldColumn(.recordID, cell: 0)]
        for (place, value) in values.enumerated() {
            guard let field = entity.field(value.field) else { continue }
            var column = FieldColumn(.field(field), cell: place + 1)
            column.update = value.isOnlyIfEmpty ? .ifEmpty : .always
            columns.append(column)
        }
        return FieldBinder.bind(table, entity: entity, columns: columns, keys: [.recordID], mode: .update)
    }
}

extension Entity {
    /// `12 open tickets`, `1 account`
    func count(_ number: Int, _ kind: String? = nil) -> String {
        let noun = number == 1 ? readableSingular : readableName.lowercased()
        return [String(number), kind, noun].compactMap(\.self).joined(separator: " ")
    }
}
