import HelpDesk
import Tables

extension BatchDecision {
    // MARK: The rules of the help desk

    /// What the rules give a new record beyond what its row says.
    @inline(__always)
    func applyRules(_ row: Int, _ id: UInt32) {
        for rule in plan.rules.inherits { inherit(rule, row) }
        for place in plan.rules.actorTargets {
            let owners = batch.references.column(place)
            if owners[row] == 0 { owners[row] = resolver.context.actorID ?? 0 }
        }
        guard plan.rules.isNumbering else { return }
        let isNumbered = plan.rules.numberColumn.map { records.values.column($0)[row].hasValue } ?? false
        if !isNumbered { batch.numberless.append(id) }
    }

    @inline(__always)
    private func inherit(_ rule: PassRules.Inherit, _ row: Int) {
        let inherited = rule.values[batch.references.column(rule.source)[row]]
        let target = batch.references.column(rule.target)
        if target[row] == 0 {
            target[row] = inherited
        } else if inherited != 0 && target[row] != inherited {
            reportMismatch(rule.field, row, inherited)
        }
    }

    private func reportMismatch(_ field: String, _ row: Int, _ inherited: UInt32) {
        report(
            .accountMismatch, .warning, row, column: plan.shape.column(field),
            [resolver.label(inherited, of: plan.entity.field(field)!.target!)])
    }

    /// Remembers references that records of other entities take over from this one.
    @inline(__always)
    func rememberInheritable(_ row: Int, _ id: UInt32) {
        for (place, values) in plan.inheritable {
            let value = batch.references.column(place)[row]
            if value != 0 { values[id] = value }
        }
    }

    func rememberStanding(_ row: Int, _ id: UInt32) {
        let (role, status) = (AgentStanding.roleField, AgentStanding.statusField)
        index.note(
            AgentStanding(
                role: text(plan.shape.column(role), row), status: text(plan.shape.column(status), row)), of: id)
    }

    /// The same of an agent whom this run has changed.
    func rememberStanding(_ stored: StoredRecord, _ update: RecordUpdate) {
        func value(_ field: String) -> String? {
            (update.assignments.first { $0.column == field }?.value ?? stored.value(field)).text
        }
        index.note(
            AgentStanding(role: value(AgentStanding.roleField), status: value(AgentStanding.statusField)),
            of: stored.id)
    }

    // MARK: Associations

    /// Remembers what the row says of its record's association.
    @inline(__always)
    func noteAssociation(_ row: Int, _ id: UInt32) {
        guard let (place, said) = plan.association else { return }
        let named = batch.references.column(place)[row]
        if named != 0 { said[id] = named }
    }

    /// A second row of the run that gives the record another association than the first; nil where they agree, or one
    /// of them says nothing. Records that rows only mention are left as the first row has them.
    func contradiction(_ row: Int, _ id: UInt32) -> Outcome? {
        guard let (place, said) = plan.association else { return nil }
        let named = batch.references.column(place)[row]
        guard named != 0, said[id] != 0, said[id] != named else { return nil }
        let reference = plan.references[place]
        report(
            .accountContradiction, plan.shape.isSide ? .warning : .error, row, column: reference.column,
            self.place(index.sighting(id)) + [resolver.label(said[id], of: reference.binding.entity)])
        return plan.shape.isSide ? .skipped : .rejected
    }

    // MARK: custom

    @inline(__always)
    func hasKept(_ row: Int) -> Bool { !keptByRow.isEmpty && keptByRow[row] != nil }

    /// What the row puts under `custom`.
    func customValues(_ row: Int) -> CustomValues {
        var values = CustomValues()
        for (column, key) in plan.customColumns {
            if let text = text(column, row) { values[key] = text }
        }
        for kept in keptByRow[row] ?? [] { values[kept.key] = kept.text }
        return values
    }

    // MARK: Records without a key

    /// Hexadecimal digits of 128 bits.
    private static let originDigits = 32

    /// The first 128 bits of a SHA-256, the same in every run, over the mapped cells as they stand in the file, with a count for rows that are equal.
    func originKey(_ row: Int) throws(ImportFailure) -> String {
        let info = records.rows.rows[row]
        var bytes = Array("\(plan.entity.name)\u{1F}\(plan.shape.source)".utf8)
        for column in Set(plan.shape.columns.compactMap(\.sourceColumn)).sorted() where column < Int(info.cellCount) {
            bytes.append(0x1F)
            bytes.append(contentsOf: records.rows.bytes(records.rows.cells[Int(info.firstCell) + column]))
        }
        let base = String(try FileDigest.sha256(bytes).prefix(Self.originDigits))
        let count = resolver.originCounts[base, default: 0] + 1
        resolver.originCounts[base] = count
        return count == 1 ? base : "\(base)-\(count)"
    }
}
