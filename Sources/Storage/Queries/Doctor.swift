import HelpDesk
import Tables

/// One thing that the doctor looked at.
package struct DoctorFinding: Sendable, Codable, Equatable {
    package var check: String
    package var isHealthy: Bool
    /// What was found; empty where all is well.
    package var details: [String]
}

extension StoreSession {
    /// Looks at the file, the indexes, every reference, also whether it leads back, and every unique key.
    package func examine() throws(ImportFailure) -> [DoctorFinding] {
        var findings = [DoctorFinding(check: "file", details: try integrity())]
        findings.append(
            DoctorFinding(
                check: "schema",
                details: schema.statements.map { "is missing: " + $0.prefix(80).replacing("\n", with: " ") }))
        findings.append(DoctorFinding(check: "indexes", details: try missingIndexes()))
        for entity in Catalog.entities where exists(entity) {
            findings.append(
                DoctorFinding(check: "references of \(entity.name)", details: try danglingReferences(entity)))
            for field in entity.storedFields where field.target == entity.name {
                let check = "\(field.name) of \(entity.name)"
                findings.append(DoctorFinding(check: check, details: try rings(entity, field)))
            }
            findings.append(DoctorFinding(check: "keys of \(entity.name)", details: try repeatedKeys(entity)))
        }
        return findings
    }

    private func integrity() throws(ImportFailure) -> [String] {
        let statement = try prepare("PRAGMA integrity_check(10)")
        var lines: [String] = []
        while try statement.next() { lines.append(statement.string(0) ?? "") }
        return lines == ["ok"] ? [] : lines
    }

    private func missingIndexes() throws(ImportFailure) -> [String] {
        var missing: [String] = []
        for entity in Catalog.entities where exists(entity) {
            for index in SchemaPlan.indexes(entity) {
                let statement = try prepare("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = ?1")
                statement.bindCopy(1, index.name)
                if try !statement.next() { missing.append(index.name) }
                statement.reset()
            }
        }
        return missing
    }

    private func danglingReferences(_ entity: Entity) throws(ImportFailure) -> [String] {
        var found: [String] = []
        for field in entity.storedFields where columns(of: entity).contains(field.column!) {
            guard case .reference(let target) = field.type else { continue }
            let statement = try prepare(
                """
                SELECT sum(r.id IS NULL), min(t.id), sum(r.id IS NOT NULL)
                FROM \(entity.name) t LEFT JOIN \(target) r ON r.id = t.\(field.column!)
                WHERE t.\(field.column!) IS NOT NULL
                AND (r.id IS NULL OR (r.deleted_at IS NOT NULL AND t.deleted_at IS NULL))
                """)
            _ = try statement.next()
            let count = statement.integer(0)
            if count > 0 {
                found.append("\(count) name a record of \(target) that is not there, such as #\(statement.integer(1))")
            }
            let binned = statement.integer(2)
            if binned > 0 {
                found.append(
                    "\(binned) name a record of \(target) in the recycle bin, such as #\(statement.integer(1))")
            }
            statement.reset()
        }
        return found
    }

    private func repeatedKeys(_ entity: Entity) throws(ImportFailure) -> [String] {
        var found: [String] = []
        for key in entity.unique {
            let columns =
                (entity.isUniquePerSource ? ["source"] : []) + key.fields.compactMap { entity.field($0)?.column }
            let list = columns.joined(separator: ", ")
            let statement = try prepare(
                """
                SELECT \(columns.last!), count(*) FROM \(entity.name) WHERE deleted_at IS NULL
                AND \(columns.last!) IS NOT NULL GROUP BY \(list) HAVING count(*) > 1 LIMIT 5
                """)
            while try statement.next() {
                found.append("\(key) \(statement.string(0) ?? "") occurs \(statement.integer(1)) times")
            }
        }
        let shared = try recordsWithSharedIDs(entity)
        for (id, others) in shared.sorted(by: { $0.key < $1.key }) {
            guard let other = others.min(), id < other, shared[other]?.contains(id) == true else { continue }
            found.append("#\(id) and #\(other) have the same external id")
        }
        return found
    }
}

extension DoctorFinding {
    init(check: String, details: [String]) {
        self.init(check: check, isHealthy: details.isEmpty, details: details)
    }
}
