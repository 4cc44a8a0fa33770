import CSV
import Foundation
import HelpDesk
import Spreadsheets
import Storage
import Tables

/// Invitations that were requested: listed, and handed over to whoever sends them.
package struct InvitationDesk {
    private let entity: Entity
    private let invitation: Invitation
    private let database: String

    package init(_ entity: Entity, _ database: String) throws(ImportFailure) {
        guard let invitation = entity.invitation else { throw .notInvited(entity) }
        self.entity = entity
        self.invitation = invitation
        self.database = database
    }

    /// Columns of the list, and what the file is made of.
    package var columns: [String] {
        let names = [invitation.address, "first_name", "last_name", entity.association, "language", invitation.field]
        return names.compactMap { $0.flatMap(entity.field)?.name }
    }

    /// Who is in this state; nil: whoever is invited at all.
    package func people(_ state: String?) throws(ImportFailure) -> [RecordView] {
        if let state, !invitation.states.contains(state) { throw .stateUnknown(state, invitation.states) }
        return try people(state.map { [$0] } ?? invitation.states)
    }

    /// Whose invitation waits to be sent, and with `again` those whose was sent; only who has an address.
    package func waiting(again: Bool) throws(ImportFailure) -> [RecordView] {
        try people([invitation.requested] + (again ? [invitation.sent] : [])).filter {
            $0[invitation.address] != nil
        }
    }

    /// Whose invitation was requested and cannot be sent, for they have no address any more; by what they are called.
    package func unreachable() throws(ImportFailure) -> [String] {
        let ids = try people([invitation.requested]).filter { $0[invitation.address] == nil }.map(\.id)
        if ids.isEmpty { return [] }
        return try DatabaseReading.read(database) { session throws(ImportFailure) in
            try ids.map { id throws(ImportFailure) in try RecordMatch(id, of: entity, session).name }
        }
    }

    private func people(_ states: [String]) throws(ImportFailure) -> [RecordView] {
        var options = ListOptions(entity)
        options.condition = states.map { "\(invitation.field) = \($0)" }.joined(separator: " or ")
        options.columns = columns.joined(separator: ",")
        var people: [RecordView] = []
        try Inspection(database).list(options) { people += $0 }
        return people
    }

    /// Marks the invitations as sent.
    package func handOver(
        _ people: [RecordView], to file: String, _ options: RunOptions
    ) throws(ImportFailure) -> ImportPlan {
        var options = options
        var command = RunCommand("invitations export", right: .edit, deed: "hand invitations over")
        let place = file == FileOutput.standardOutput ? "standard output" : file
        let count = people.count == 1 ? "1 invitation" : "\(people.count) invitations"
        command.notes = [
            options.kind == .check ? "\(count) would be written to \(place)." : "\(count) handed over: \(place)"
        ]
        options.command = command
        return try InvitationTable.plan(entity, invitation, people.map { ($0.id, invitation.sent) }, options)
    }

    // MARK: The file

    private static let header = ["email", "name", "account", "language"]

    /// Writes them to a new file: a workbook if its name says so, else CSV; `-` is standard output.
    package func write(_ people: [RecordView], to path: String) throws(ImportFailure) {
        let rows = [Self.header] + people.map(row)
        guard PathName.ending(of: path).lowercased() == "xlsx" else {
            return try FileOutput.write(CSVLines.bytes(rows), to: path, replacing: false)
        }
        try FileOutput.write([], to: path, replacing: false)
        let workbook = try WorkbookWriter(path: path, temporaryFolder: NSTemporaryDirectory())
        let sheet = try workbook.addSheet("Invitations")
        for (number, row) in rows.enumerated() {
            for (column, text) in row.enumerated() where !text.isEmpty {
                try sheet.write(.text(text), row: number + 1, column: column)
            }
        }
        try workbook.close()
    }

    private func row(_ person: RecordView) -> [String] {
        func text(_ name: String?) -> String { name.flatMap { person[$0]?.text } ?? "" }
        let name = [text("first_name"), text("last_name")].filter { !$0.isEmpty }.joined(separator: " ")
        return [text(invitation.address), name, text(entity.association), text("language")]
    }
}

private enum CSVLines {
    static func bytes(_ rows: [[String]]) -> [UInt8] {
        var writer = CSVWriter()
        var out: [UInt8] = []
        for row in rows {
            for cell in row {
                var cell = cell
                cell.withUTF8 { writer.writeCell($0, to: &out) }
            }
            writer.endRow(to: &out)
        }
        return out
    }
}

extension ImportFailure {
    fileprivate static func stateUnknown(_ state: String, _ known: [String]) -> ImportFailure {
        ImportFailure(
            "selection.option", .usage, "No invitation is \"\(state)\".",
            hint: "Use \(known.joined(separator: ", ")).")
    }
}
