import Foundation

/// Small files that presets recognise.
enum Files {
    static let contacts = """
        email,first_name,last_name,phone,account
        anna@acme.pl,Anna,Nowak,+48 22 123 45 67,Acme
        jan@acme.pl,Jan,Kos,,Acme
        eva@beta.de,Eva,Braun,,Beta

        """

    static let tickets = """
        number,subject,contact,status
        1001,Printer,anna@acme.pl,open
        1002,Invoice,jan@acme.pl,closed
        1003,Login,eva@beta.de,open

        """

    static let agents = """
        email,first_name,last_name,role,status
        ada@desk.pl,Ada,Nowak,administrator,active
        ola@desk.pl,Ola,Lis,agent,active
        light@desk.pl,Leo,Wilk,light_agent,active
        off@desk.pl,Ben,Kos,agent,disabled
        gone@desk.pl,Ewa,Sum,agent,removed

        """

    /// Matches customers by external id.
    static let crmMapping = """
        name: crm/contacts
        source: crm
        records:
          - entity: contacts
            key: [external_id]
            columns:
              external_id: id
              email: email
              last_name: name

        """

    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        // One stored block of at most 65,535 bytes: no compression, but a gzip file.
        precondition(bytes.count < 65_536)
        let length = UInt16(bytes.count)
        var out: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1]
        out += [UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8)]
        out += bytes
        for word in [crc(bytes), UInt32(bytes.count)] {
            for shift: UInt32 in [0, 8, 16, 24] { out.append(UInt8(truncatingIfNeeded: word >> shift)) }
        }
        return out
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}

extension Shop {
    /// A shop with customers and tickets in its database.
    static func stocked() throws -> Shop {
        let shop = try Shop()
        try shop.write("contacts.csv", Files.contacts)
        try shop.write("tickets.csv", Files.tickets)
        let result = try shop.run("import", "tickets.csv", "contacts.csv", "--quiet")
        precondition(result.status == 0, result.error)
        return shop
    }

    func digest() throws -> String { try run("digest").output }

    /// Counts of an entity as `--json` reports them: `read`, `created` … without zeros.
    static func counts(_ result: Result, _ entity: String) throws -> [String: Int] {
        let entities = try result.object()["entities"] as? [[String: Any]] ?? []
        let found = entities.first { $0["entity"] as? String == entity }?["counts"] as? [String: Int]
        return (found ?? [:]).filter { $0.value != 0 }
    }

    /// The path of the one rejects file whose name ends so, relative to the folder.
    func rejects(_ result: Result, _ name: String) throws -> String {
        let report = try result.object()
        let folder = report["report_folder"] as? String ?? ""
        let files = report["rejects"] as? [[String: Any]] ?? []
        let path = files.compactMap { $0["path"] as? String }.first { $0.hasSuffix(name) } ?? ""
        return "runs/" + (folder as NSString).lastPathComponent + "/" + path
    }

    func notes(_ result: Result) throws -> [String] { try result.object()["notes"] as? [String] ?? [] }

    /// What the program says of a failure with `--json`.
    static func failure(_ result: Result) throws -> String {
        (try result.object()["failure"] as? [String: Any])?["code"] as? String ?? ""
    }
}
