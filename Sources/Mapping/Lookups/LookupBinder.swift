import Tables

/// Reads the lookup files of bound tables, before the first row; all that cannot be used are named at once.
struct LookupBinder {
    let open: LookupOpening

    func prepare(_ tables: [BoundTable]) throws(ImportFailure) -> [BoundTable] {
        var tables = tables
        var failures: [ImportFailure] = []
        for index in tables.indices { prepare(&tables[index], &failures) }
        if !failures.isEmpty { throw .lookupsFailed(failures) }
        return tables
    }

    private func prepare(_ table: inout BoundTable, _ failures: inout [ImportFailure]) {
        let files = LookupFiles(folder: table.mapping.folder, open: open)
        for record in table.records.indices {
            let transforms = table.records[record].transforms
            table.records[record].transforms = transforms.map { column in
                column.map { prepared($0, files, &failures) }
            }
        }
        table.lookupFiles = files.paths
    }

    private func prepared(
        _ transform: AnyTransform, _ files: LookupFiles, _ failures: inout [ImportFailure]
    ) -> AnyTransform {
        do throws(ImportFailure) {
            return try transform.prepared(files)
        } catch {
            if !failures.contains(where: { $0.message == error.message }) { failures.append(error) }
            return transform
        }
    }
}
