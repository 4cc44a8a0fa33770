import HelpDesk
import Tables

/// What a deletion would do, counted.
package struct DeletionPreview: Sendable, Equatable {
    /// Records that would go to the bin along with those asked for.
    package var along: [EntityCount] = []
    /// References of records that stay: emptied, or moved up to what the deleted record refers to.
    package var cleared: [FieldCount] = []
    package var lifted: [FieldCount] = []

    package struct EntityCount: Sendable, Equatable, Codable {
        package let entity: EntityName
        package let count: Int
    }

    package struct FieldCount: Sendable, Equatable, Codable {
        package let entity: EntityName
        package let field: String
        package let count: Int
    }
}

extension EntityName: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension StoreSession {
    /// Looks at what would happen if these records were deleted, and does nothing.
    package func preview(deleting ids: [UInt32], of entity: Entity) throws(ImportFailure) -> DeletionPreview {
        var closure = DeletionClosure(session: self, bin: RunBin())
        try closure.run(ids.map { (entity, $0) })
        var preview = DeletionPreview()
        for entity in Catalog.entities {
            let count = closure.along.lazy.filter { $0.entity.name == entity.name }.reduce(0) { $0 + $1.records.count }
            if count > 0 { preview.along.append(DeletionPreview.EntityCount(entity: entity.name, count: count)) }
            for field in entity.fields where field.isReference {
                let changes = closure.detached.count { $0.entity.name == entity.name && $0.field.name == field.name }
                guard changes > 0 else { continue }
                let count = DeletionPreview.FieldCount(entity: entity.name, field: field.name, count: changes)
                if field.onDelete == .lift { preview.lifted.append(count) } else { preview.cleared.append(count) }
            }
        }
        return preview
    }
}
