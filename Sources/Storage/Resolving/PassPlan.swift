import HelpDesk
import Tables

/// One key of the entity as this pass can compute it from its rows.
struct KeyPlan {
    enum Part {
        /// A hash column of the batch.
        case hash(Int)
        /// A column of the change batch's reference ids.
        case reference(Int)
        /// The same, where blank is a value too.
        case optionalReference(Int)
        /// A column of the shape that the batch has no hash of.
        case value(Int, KeyForm)
        case fullName(first: Int?, last: Int?)
    }

    let identity: KeyIdentity
    let map: KeyMap
    let parts: [Part]
    /// The shape's columns that the key is made of.
    let columns: [Int]
    /// One of the mapping's alternatives, by which rows find their record.
    let isMatch: Bool
    /// Places of earlier alternatives with more parts: where a row has those, this one would find a namesake.
    let widerKeys: [Int]
    /// Two live records may not share it.
    let isUnique: Bool
    /// Others refer to the entity by it, so rows that were turned away are remembered by it.
    let isReferenced: Bool

    /// Several live records may share it, so that it does not say for sure which one a row is about.
    var mayRepeat: Bool { !isUnique && identity.spec != .recordID }
}

/// The external ids of the pass's system.
struct OwnIDs {
    /// Their key, by its place in `PassPlan.keys`.
    let key: Int
    let source: String?
    /// The records that have one.
    let holders: IDSet

    init?(_ keys: [KeyPlan], _ index: EntityIndex) {
        guard let key = keys.firstIndex(where: { $0.identity.spec == .externalID }) else { return nil }
        self.key = key
        source = keys[key].identity.source
        holders = index.identified(keys[key].identity)
    }
}

/// A single reference of the pass.
struct ReferencePlan {
    /// The column of the shape; nil for one that only a rule fills.
    let column: Int?
    let hashColumn: Int
    let field: Field
    let binding: ReferenceBinding
    let index: EntityIndex
    let map: KeyMap
    let identity: KeyIdentity
    let isSelf: Bool
    /// Places of alternatives of the same cell that come before; the last of them reports what is not found.
    var earlier: [Int] = []
    var isLastAlternative = true
}

/// A set of references of the pass.
struct LinkPlan {
    let column: Int
    let field: Field
    let link: LinkTable
    let binding: ReferenceBinding
    let index: EntityIndex
    let map: KeyMap
    let identity: KeyIdentity
    let form: KeyForm
    let many: ManyPolicy
}

/// Everything about a pass that does not change from batch to batch.
struct PassPlan {
    let shape: RecordShape
    let index: EntityIndex
    /// Match alternatives first, in the mapping's order, then the other keys.
    let keys: [KeyPlan]
    let references: [ReferencePlan]
    let links: [LinkPlan]
    /// The table's columns of `ChangeBatch.references`: those of `references`, then those that only rules fill.
    let referenceColumns: [String]
    /// (column of the shape, key) of what goes to `custom`.
    let customColumns: [(column: Int, key: String)]
    /// The same for rows that keep nothing else; nil where keys have to be nested.
    let customMembers: CustomMembers?
    let externalID: Int?
    /// The column that says what each row asks for.
    let action: Int?
    /// The shape's columns with a hash, for the content of references: (place in `references`, shape column).
    let contentReferences: [(reference: Int, column: Int)]
    /// The rules as far as they touch this pass, with everything looked up.
    let rules: PassRules
    /// Reference fields that others inherit from this entity: (place in `referenceColumns`, values by id).
    let inheritable: [(place: Int, values: PagedArray<UInt32>)]
    /// Columns whose tags are taken away from what is stored.
    let removals: [Int]
    /// External ids, where the pass has them.
    let ownIDs: OwnIDs?
    /// The column that says who has left, the value, and the columns of what nobody has then.
    let leaving: (column: Int, value: String, cleared: [Int])?
    /// The column of roles, where the actor may not make anybody a leader.
    let leading: Int?
    /// What was said of records that rows name beside their own.
    let said: SaidFields?
    /// The place of the key that is the database's own number, in `keys`.
    let recordIDKey: Int?
    /// What rows say of the record's association: (place in `references`, what they said so far).
    let association: (place: Int, said: PagedArray<UInt32>)?

    var entity: Entity { shape.entity }

    /// Rows find their record in another way than by the keys alone.
    var isSpecial: Bool { shape.mode == .members || entity.isSingle || recordIDKey != nil }

    /// A row whose content is the record's changes nothing; not so where sets are kept elsewhere or taken away.
    var isComparable: Bool { links.isEmpty && removals.isEmpty }
}

extension Resolver {
    func makePlan(_ shape: RecordShape) -> PassPlan {
        let index = indexes[shape.entity.name]!
        let references = makeReferences(shape)
        let derived = derivedReferences(shape).map { $0 + "_id" }
        let bound = references.map { $0.field.column! }
        let columns = bound + derived.filter { !bound.contains($0) }
        let custom = shape.columns.indices.compactMap { column -> (column: Int, key: String)? in
            guard case .custom(let key) = shape.columns[column].target else { return nil }
            return (column, key)
        }
        let keys = makeKeys(shape, index, references)
        let rules = PassRules(shape, references, columns, actorID: context.actorID)
        return PassPlan(
            shape: shape, index: index, keys: keys, references: references,
            links: makeLinks(shape), referenceColumns: columns,
            customColumns: custom, customMembers: CustomMembers(custom),
            externalID: shape.columns.firstIndex { $0.target == .externalID },
            action: shape.actionColumn,
            contentReferences: references.indices.compactMap { place in
                guard let column = references[place].column, shape.columns[column].update != .never else { return nil }
                return (place, column)
            },
            rules: rules,
            inheritable: index.inheritable.keys.sorted().compactMap { field in
                columns.firstIndex(of: field + "_id").map { ($0, index.inheritable[field]!) }
            },
            removals: shape.columns.indices.filter { column in
                shape.columns[column].target.field?.type == .tags && shape.columns[column].many == .remove
            },
            ownIDs: OwnIDs(keys, index), leaving: shape.leaving,
            leading: context.keepsLeaders ? shape.leading : nil, said: SaidFields(shape, keys, rules, index),
            recordIDKey: keys.firstIndex { $0.identity.spec == .recordID && $0.isMatch },
            association: shape.entity.association.flatMap { name in
                references.firstIndex { $0.field.name == name }.flatMap { place in
                    index.associations.map { (place, $0) }
                }
            })
    }

    /// Reference fields that the help desk's rules fill where the mapping does not.
    private func derivedReferences(_ shape: RecordShape) -> [String] {
        shape.entity.rules.compactMap { rule in
            switch rule {
            case .inherit(let field, let from): shape.column(from) == nil ? nil : field
            case .actorOwns(let field): context.actorID == nil ? nil : field
            default: nil
            }
        }
    }

    private func makeReferences(_ shape: RecordShape) -> [ReferencePlan] {
        var references = singleReferences(shape)
        for place in references.indices {
            guard let group = references[place].binding.group else { continue }
            let all = references.indices.filter { references[$0].binding.group == group }
            references[place].earlier = all.filter { $0 < place }
            references[place].isLastAlternative = all.last == place
        }
        return references
    }

    private func singleReferences(_ shape: RecordShape) -> [ReferencePlan] {
        shape.columns.indices.compactMap { column in
            let bound = shape.columns[column]
            guard let binding = bound.reference, let field = bound.target.field, !field.isMany,
                let entity = Catalog.entity(binding.entity), let index = indexes[binding.entity],
                let hashColumn = shape.hashColumn(of: column)
            else { return nil }
            let identity = KeyIdentity(binding.key, of: entity, source: shape.source)
            return ReferencePlan(
                column: column, hashColumn: hashColumn, field: field, binding: binding, index: index,
                map: index.maps[identity]!, identity: identity, isSelf: binding.entity == shape.entity.name)
        }
    }

    private func makeLinks(_ shape: RecordShape) -> [LinkPlan] {
        shape.columns.indices.compactMap { column in
            let bound = shape.columns[column]
            guard let binding = bound.reference, let field = bound.target.field, let link = field.linkTable,
                let entity = Catalog.entity(binding.entity), let index = indexes[binding.entity]
            else { return nil }
            let identity = KeyIdentity(binding.key, of: entity, source: shape.source)
            return LinkPlan(
                column: column, field: field, link: link, binding: binding, index: index, map: index.maps[identity]!,
                identity: identity, form: RecordShape.form(of: binding), many: bound.many)
        }
    }

    private func makeKeys(_ shape: RecordShape, _ index: EntityIndex, _ references: [ReferencePlan]) -> [KeyPlan] {
        let matches = shape.keys.map { KeyIdentity($0, of: shape.entity, source: shape.source) }
        let others = index.maps.keys.filter { !matches.contains($0) && $0 != .origin }
            .filter { $0.source == nil || $0.source == shape.source }
            .sorted { $0.spec.description < $1.spec.description }
        let computable = (matches + others).filter { index.maps[$0] != nil && canCompute($0, shape, references) }
        return computable.enumerated().compactMap { place, identity in
            let parts = identity.spec.fields.map { part($0, shape, references) }
            guard !parts.contains(where: { $0 == nil }), let map = index.maps[identity] else { return nil }
            let spec = identity.spec
            return KeyPlan(
                identity: identity, map: map, parts: parts.map { $0!.part }, columns: parts.flatMap { $0!.columns },
                isMatch: matches.contains(identity),
                widerKeys: (0..<place).filter {
                    Set(computable[$0].spec.fields).isStrictSuperset(of: identity.spec.fields)
                },
                isUnique: spec == .externalID || shape.entity.unique.contains(spec),
                isReferenced: referenced[shape.entity.name]?.contains(identity) ?? false)
        }
    }

    private func canCompute(_ identity: KeyIdentity, _ shape: RecordShape, _ references: [ReferencePlan]) -> Bool {
        identity.spec.fields.allSatisfy { part($0, shape, references) != nil }
    }

    private func part(
        _ name: String, _ shape: RecordShape, _ references: [ReferencePlan]
    ) -> (part: KeyPlan.Part, columns: [Int])? {
        if name == "full_name" {
            let first = shape.column("first_name")
            let last = shape.column("last_name")
            guard first != nil || last != nil else { return nil }
            return (.fullName(first: first, last: last), [first, last].compactMap { $0 })
        }
        guard let column = shape.column(name) else { return nil }
        if let place = references.firstIndex(where: { $0.column == column }) {
            let isOptional = shape.entity.optionalKeyParts.contains(name)
            return (isOptional ? .optionalReference(place) : .reference(place), [column])
        }
        if let hash = shape.hashColumn(of: column) { return (.hash(hash), [column]) }
        return (.value(column, shape.columns[column].target.field?.keyForm ?? .exact), [column])
    }
}
