/// Small mappings of a system named `crm`, put together for one test each.
enum Maps {
    /// One table that makes records of one entity; each column takes the header of its own name, unless told otherwise.
    static func table(
        _ entity: String, key: String? = nil, mode: String? = nil, columns: [String], read: [String] = [],
        source: String = "crm", required: String? = nil
    ) -> String {
        var lines = ["name: \(source)/\(entity)", "source: \(source)"]
        if !read.isEmpty { lines += ["read:"] + read.map { "  " + $0 } }
        lines += ["records:", "  - entity: \(entity)"]
        if let key { lines.append("    key: \(key)") }
        if let mode { lines.append("    mode: \(mode)") }
        lines.append("    columns:")
        lines += columns.map { "      " + ($0.contains(":") ? $0 : "\($0): \($0)") }
        if let required { lines.append("    required: \(required)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Several tables in one mapping file.
    static func tables(_ tables: String...) -> String { tables.joined(separator: "---\n") }

    static let contacts = table("contacts", key: "[email]", columns: ["email", "first_name", "last_name", "phone"])

    static let accounts = table("accounts", key: "[name]", columns: ["name", "city"])

    static let agents = table("agents", key: "[email]", columns: ["email", "role", "status"])

    static let tickets = table(
        "tickets", key: "[number]",
        columns: ["number", "subject", "contact: { from: contact, refers_to: contacts.email }"])
}
