import HelpDesk
import Tables

/// Which known record a row is about.
enum RowMatch {
    case none
    case record(UInt32, by: Int)
    case ambiguous(by: Int)
    /// Two keys of the row name different records.
    case conflict(UInt32, UInt32, Int, Int)
    /// The row has no key at all.
    case keyless
}

extension BatchDecision {
    /// Decides one row that has no error so far.
    mutating func decide(_ row: Int) throws(ImportFailure) -> Outcome {
        guard records.state(row) == .accepted else { return parked.contains(row) ? .parked : .rejected }
        if actions != nil, let outcome = try decideAction(row) { return outcome }
        if !awaited.isEmpty, try waits(row) { return awaitReturn(row) }
        if !waiting.isEmpty && waiting.contains(row) { return putOff(row) }
        if !isPlain, let outcome = checkPrepass(row) { return outcome }
        if isSpecial, let outcome = try decideSpecial(row) { return outcome }
        switch match(row) {
        case .record(let id, by: let key):
            if index.ownNumbers.contains(id), let refused = try refuseOwnNumber(row, id, key) { return refused }
            return try known(row, id, key)
        case .none: return try unknown(row)
        case .keyless: return try keyless(row)
        case .ambiguous(by: let key): return reportAmbiguous(row, key)
        case .conflict(let first, let second, let firstKey, let secondKey):
            if round == .stream { return putOff(row) }
            return reportConflict(row, first, second, firstKey, secondKey)
        }
    }

    func reportAmbiguous(_ row: Int, _ key: Int, _ found: [UInt32]? = nil) -> Outcome {
        let ids = found ?? index.ambiguous[plan.keys[key].identity]?[keyHashes[key][row]] ?? []
        report(.keyAmbiguous, .error, row, column: plan.keys[key].columns.first, [numbers(ids)])
        return .rejected
    }

    func reportConflict(_ row: Int, _ first: UInt32, _ second: UInt32, _ firstKey: Int, _ secondKey: Int) -> Outcome {
        report(
            .keyConflict, .error, row, column: plan.keys[secondKey].columns.first,
            [
                plan.keys[firstKey].identity.spec.description, "#\(first)",
                plan.keys[secondKey].identity.spec.description, "#\(second)",
            ])
        return .rejected
    }

    /// The row waits for the end of the entity's passes.
    func putOff(_ row: Int) -> Outcome {
        resolver.deferred[resolver.deferred.count - 1].append(records, row)
        return .deferred
    }

    /// Looks the row's keys up, in the mapping's order.
    @inline(__always)
    func match(_ row: Int) -> RowMatch {
        var id = KeyMap.none
        var matchedBy = 0
        var ambiguousBy: Int?
        var hasKey = false
        for place in 0..<keys.count where keys[place].isMatch {
            let key = keys[place]
            let hash = key.hashes[row]
            guard hash != 0 else { continue }
            hasKey = true
            if key.isShadowed && plan.keys[place].widerKeys.contains(where: { keyHashes[$0][row] != 0 }) { continue }
            var found = key.map.find(hash)
            if found == KeyMap.none { continue }
            if key.isTold && id == KeyMap.none {
                found = withoutNamesakes(found, row, place)
                if found == KeyMap.none { continue }
            }
            if found == KeyMap.several {
                if ambiguousBy == nil { ambiguousBy = place }
            } else if id == KeyMap.none {
                id = found
                matchedBy = place
            } else if id != found && key.isUnique {
                return .conflict(id, found, matchedBy, place)
            }
        }
        if id != KeyMap.none { return .record(id, by: matchedBy) }
        if let ambiguousBy { return .ambiguous(by: ambiguousBy) }
        return hasKey ? .none : .keyless
    }

    /// A unique key of the row that another record has already; nil where all are free.
    func takenKey(_ row: Int, by id: UInt32) -> (key: Int, holder: UInt32)? {
        for place in 0..<keys.count where keys[place].isUnique {
            let key = keys[place]
            let hash = key.hashes[row]
            guard hash != 0 else { continue }
            let holder = key.map.find(hash)
            if holder != KeyMap.none && holder != id { return (place, holder) }
        }
        return nil
    }

    func reportTaken(_ row: Int, _ taken: (key: Int, holder: UInt32)) -> Outcome {
        if taken.holder == KeyMap.several { return reportAmbiguous(row, taken.key) }
        let key = plan.keys[taken.key]
        report(.keyTaken, .error, row, column: key.columns.first, [key.identity.spec.description, "#\(taken.holder)"])
        return .rejected
    }

    // MARK: Known records

    /// - Parameter key: by which the record was found; nil where there is one record only.
    mutating func known(_ row: Int, _ id: UInt32, _ key: Int?) throws(ImportFailure) -> Outcome {
        if index.wasSeen(id) { return try duplicate(row, of: id, key) }
        noteSaid(row, id)
        if action(row)?.isAssociation == true { return try associate(row, id, matchedBy: key) }
        if mode(row) == .create {
            index.markSeen(id, at: packed(row))
            report(.recordExists, .info, row, column: key.flatMap { plan.keys[$0].columns.first })
            return .skipped
        }
        if plan.isComparable, contentHash(row) == index.records[id], !bringsExternalID(row) {
            index.markSeen(id, at: packed(row))
            noteAssociation(row, id)
            return .unchanged
        }
        if let taken = takenKey(row, by: id) {
            return round == .stream ? putOff(row) : reportTaken(row, taken)
        }
        if let ring = ring(row, id) {
            if round == .stream { return putOff(row) }
            reportRing(row, ring, id)
            return .rejected
        }
        return try update(row, id, matchedBy: key)
    }

    /// A second row for a record that this run has seen.
    ///
    /// Nothing that the report needs is held while `fillBlanks` may throw: an optimising Swift 6.3 fails to compile that.
    /// - Parameter key: nil: not by one of its keys.
    private mutating func duplicate(_ row: Int, of id: UInt32, _ key: Int?) throws(ImportFailure) -> Outcome {
        if let outcome = contradiction(row, id) { return outcome }
        let first = index.sighting(id)
        adoptExternalID(row, id)
        let differing = contradicted(row, id)
        let isFilled = try fillBlanks(row, id)
        if differing != nil || !isFilled { reportRepeat(row, first, key, differing) }
        return isFilled ? .updated : .skipped
    }

    /// - Parameter differing: a column in which the row says something else than the first one.
    private func reportRepeat(_ row: Int, _ first: PackedPosition, _ key: Int?, _ differing: Int?) {
        let (columns, names) = key.map { givenParts(of: plan.keys[$0], row) } ?? ([], "")
        let spec = key.map { plan.keys[$0].identity.spec.description } ?? plan.entity.singular
        let isWarning = differing != nil || !plan.shape.isSide
        report(
            .keyDuplicate, isWarning ? .warning : .info, row, column: differing ?? columns.last,
            place(first) + [names.isEmpty ? spec : names] + (differing == nil ? [] : ["differs"]))
    }

    /// The row's content as the index hashes it: plain columns, references, `custom`.
    @inline(__always)
    func contentHash(_ row: Int) -> UInt64 {
        var content = records.content.base[row]
        for (place, column) in plan.contentReferences {
            let id = batch.references.column(place)[row]
            if id != 0 { content &+= ByteHasher.share(column: column, KeyParts.reference(id)) }
        }
        if !plan.customColumns.isEmpty || hasKept(row), let json = customJSON(row) {
            content &+= ByteHasher.share(column: RecordShape.customColumn, hashText(json))
        }
        return EntityIndex.contentSlot(content)
    }

    private func hashText(_ text: String) -> UInt64 {
        var text = text
        return text.withUTF8 { resolver.normalizer.hasher.hash($0.baseAddress!, $0.count) }
    }

    /// Whether the row names an external id that its record does not have yet.
    func bringsExternalID(_ row: Int) -> Bool {
        guard plan.externalID != nil else { return false }
        for (place, key) in plan.keys.enumerated() where key.identity.spec == .externalID {
            let hash = keyHashes[place][row]
            if hash != 0 && key.map.find(hash) == KeyMap.none { return true }
        }
        return false
    }

    // MARK: New records

    private mutating func unknown(_ row: Int) throws(ImportFailure) -> Outcome {
        if let taken = takenKey(row, by: KeyMap.none) {
            return round == .stream ? putOff(row) : reportTaken(row, taken)
        }
        if let binned = binnedRecord(row), !(try isOtherNumber(row, binned.id, binned.key)) {
            if let refused = refuseDeleted(row, binned.id, binned.key) { return refused }
            if let restored = try restoreRecycled(row, binned.id, binned.key) { return restored }
            if mode(row) != .update || plan.shape.binned != .create { return try handleBinned(row, binned) }
        }
        if mode(row) == .update {
            reportUnknown(row)
            return .rejected
        }
        return insert(row)
    }

    /// A row without any key: known by what it contains.
    private mutating func keyless(_ row: Int) throws(ImportFailure) -> Outcome {
        if let taken = takenKey(row, by: KeyMap.none) {
            return round == .stream ? putOff(row) : reportTaken(row, taken)
        }
        let origin = try originKey(row)
        let hash = hashText(origin)
        let map = index.maps[.origin]!
        let id = map.find(hash)
        if id != KeyMap.none && id != KeyMap.several {
            recognized.append(id)
            if index.wasSeen(id) { return try duplicate(row, of: id, keys.isEmpty ? nil : 0) }
            index.markSeen(id, at: packed(row))
            return .unchanged
        }
        if let binned = index.binned[.origin]?.find(hash), binned != KeyMap.none {
            if let refused = refuseDeleted(row, binned, nil) { return refused }
            if let restored = try restoreRecycled(row, binned, nil) {
                recognized.append(binned)
                return restored
            }
        }
        if mode(row) == .update {
            reportUnknown(row)
            return .rejected
        }
        report(.keyDerived, .info, row)
        batch.originKeys[Int32(row)] = origin
        let outcome = insert(row)
        if batch.insertIDs.count > 0 { map.set(hash, batch.insertIDs[batch.insertIDs.count - 1]) }
        return outcome
    }

    /// A new record: an id, its keys in the index, what others inherit, what rules add.
    mutating func insert(_ row: Int) -> Outcome {
        if let leaving = plan.leaving, text(leaving.column, row) == leaving.value { leaveOut(leaving.cleared, row) }
        if let leading = plan.leading { leaveOutRole(leading, row) }
        let id = index.allocate()
        batch.insertRows.append(Int32(truncatingIfNeeded: row))
        batch.insertIDs.append(id)
        noteSaid(row, id)
        applyRules(row, id)
        if !ruleSpans.isEmpty { fillTexts(row) }
        for place in 0..<keys.count {
            let hash = keys[place].hashes[row]
            guard hash != 0 else { continue }
            let before = keys[place].map.set(hash, id)
            if before != KeyMap.none { index.becomeAmbiguous(hash, id, before, plan.keys[place].identity) }
        }
        index.markSeen(id, at: packed(row))
        rememberInheritable(row, id)
        noteAssociation(row, id)
        if !plan.customColumns.isEmpty || hasKept(row) { batch.custom[Int32(row)] = customJSON(row) }
        if let column = plan.externalID {
            let span = records.values.column(column)[row]
            if span.hasValue {
                batch.externalIDs.append((id, span))
                plan.ownIDs?.holders.insert(id)
            }
        }
        if !plan.links.isEmpty { insertLinks(row, id) }
        for column in plan.removals { records.values.column(column)[row] = .blank }
        if index.tracksStandings { rememberStanding(row, id) }
        if let names = index.names { names[id] = label(row) }
        if let watch { warn(row, id, watch) }
        return .created
    }

    /// The new record is loaded all the same.
    private func warn(_ row: Int, _ id: UInt32, _ watch: LikenessWatch) {
        guard let other = watch.meet(id, batch, row) else { return }
        let place =
            index.isNew(other.id) ? place(index.sighting(other.id)) : ["\(plan.entity.singular) #\(other.id)"]
        report(.duplicateLikely, .warning, row, place + [other.alike])
    }
}
