import Tables

/// Which files of a folder or an archive are meant to be read; what is named itself is read whatever its name.
enum TableNames {
    private static let text = [".csv", ".tsv", ".txt", ".vcf"]
    private static let endings =
        text + text.map { $0 + ".gz" } + [".xlsx", ".xlsm", ".xls", ".ods", ".fods"]

    /// What these are called in messages.
    static let kinds = ".csv, .tsv, .txt and .vcf (also compressed as .gz), .xlsx, .xlsm, .xls, .ods and .fods"

    /// Not what programs leave beside their files while they are open, and not Deskferry's own list of what to expect of
    /// a sample folder.
    static func isTable(_ path: String) -> Bool {
        let name = PathName.leaf(of: path).lowercased()
        return !isHidden(path) && name != "expected.csv" && endings.contains { name.hasSuffix($0) }
    }

    static func isArchive(_ path: String) -> Bool {
        !isHidden(path) && PathName.leaf(of: path).lowercased().hasSuffix(".zip")
    }

    private static func isHidden(_ path: String) -> Bool {
        PathName.leaf(of: path).hasPrefix(".") || PathName.leaf(of: path).hasPrefix("~$")
    }
}
