import Tables

@testable import Reporting

/// One finding of every code, as the stages make them; `docs/findings.md` shows their messages.
enum ExampleFindings {
    static let tables = [
        TableLabel(
            file: "contacts.csv", columns: ["Name", "E-mail", "Phone", "Website", "Created", "Language", "Time zone"]),
        TableLabel(file: "tickets.csv", columns: ["Number", "Subject", "Contact", "Status", "Assignee", "Account"]),
        TableLabel(file: "agents.xlsx", sheet: "People", columns: ["E-mail", "Status"]),
    ]

    static func finding(_ code: FindingCode) -> Finding {
        switch code {
        case .rowShort, .rowLong, .rowHeader, .requiredMissing, .identityMissing, .blankRejected: shape(code)
        case .keyDuplicate, .keyAmbiguous, .keyConflict, .keyTaken, .keyDerived, .recordExists, .recordUnknown,
            .recordBinned:
            key(code)
        case .referenceUnknown, .referenceAmbiguous, .referenceParked, .referenceCreated, .referenceKept,
            .referenceInactive, .referenceCycle, .accountMismatch, .accountMoved, .agentRemoved, .agentRemoval,
            .agentRole,
            .agentLight, .administratorLast, .timesOrder:
            rule(code)
        case .actionRefused, .deleteConflict, .deleteRepeated, .restoreUnknown, .restoreCollision, .restoreValues,
            .referenceMissing, .referenceDeleted, .accountContradiction, .primaryContactInvalid,
            .primaryContactForbidden, .primaryContactChosen, .invitationNoEmail, .duplicateLikely, .syncMissing:
            action(code)
        case .mergeChanged, .mergeGone, .mergeAlone, .mergeNoGroup, .mergeSurvivors, .mergeRepeated, .mergeDecision,
            .mergeRing, .mergeGroup:
            merge(code)
        case .headerRenamed, .headerGone, .headerNew, .headerMoved, .valueNew, .blanksChanged, .typeChanged:
            table(code)
        default: value(code)
        }
    }

    private static func table(_ code: FindingCode) -> Finding {
        switch code {
        case .headerRenamed: make(code, .warning, column: 2, ["Phone", "Phone number"])
        case .headerGone: make(code, .warning, ["Fax"])
        case .headerNew: make(code, .warning, column: 6, ["Time zone"])
        case .headerMoved: make(code, .warning, column: 1, ["E-mail", "5", "2"])
        case .valueNew: make(code, .warning, table: 1, column: 3, value: "Waiting", ["12"])
        case .blanksChanged: make(code, .warning, column: 2, ["4", "63"])
        default: make(code, .warning, column: 1, ["email addresses", "texts of all kinds"])
        }
    }

    private static func shape(_ code: FindingCode) -> Finding {
        switch code {
        case .rowShort: make(code, .error, ["3", "7"])
        case .rowLong: make(code, .error, ["9", "7"])
        case .rowHeader: make(code, .info, ["3"])
        case .identityMissing: make(code, .error, ["email or phone"])
        case .requiredMissing: make(code, table: 1, column: 1, field: "subject")
        default: make(code, column: 2, field: "phone")
        }
    }

    private static func value(_ code: FindingCode) -> Finding {
        switch code {
        case .emailInvalid: make(code, column: 1, field: "email", value: "ola@firma")
        case .urlInvalid: make(code, .warning, column: 3, field: "website", value: "see card")
        case .phoneInvalid: make(code, .warning, column: 2, field: "phone", value: "none")
        case .integerInvalid: make(code, .warning, field: "employees", value: "about 50")
        case .decimalInvalid: make(code, .warning, field: "annual_revenue", value: "1,2,3")
        case .numberPrecisionLost: make(code, field: "external_id", value: "4.2107E+17")
        case .dateInvalid: make(code, column: 4, field: "created_at", value: "next week", ["dd.MM.yyyy"])
        case .dateImpossible: make(code, column: 4, field: "created_at", value: "31.02.2025")
        case .timeAmbiguous: make(code, .warning, field: "created_at", value: "2025-10-26 02:30", ["Europe/Warsaw"])
        case .timeSkipped: make(code, .warning, field: "created_at", value: "2025-03-30 02:30", ["Europe/Warsaw"])
        case .booleanInvalid: make(code, .warning, field: "sees_account_tickets", value: "maybe")
        case .picklistUnknown: make(code, .warning, table: 1, column: 3, field: "status", value: "Zzz", [statuses])
        case .valueUnmapped: make(code, column: 5, field: "language", value: "Klingon")
        case .lookupUnknown: make(code, column: 5, field: "custom.region", value: "XX", ["regions.csv", "code"])
        case .languageUnknown: make(code, .warning, column: 5, field: "language", value: "Elvish")
        case .timeZoneUnknown: make(code, .warning, column: 6, field: "time_zone", value: "Mars/Base")
        case .durationInvalid: make(code, .warning, field: "duration", value: "a while", ["minutes"])
        case .textTooLong: make(code, .warning, column: 0, field: "last_name", value: "Aaaa", ["300", "255"])
        case .textControl: make(code, .warning, column: 0, field: "last_name", value: "Ola\0")
        case .cellError: make(code, table: 2, column: 0, field: "email", value: "#REF!", ["#REF!"])
        case .cellMerged: make(code, .warning, table: 2, ["B5:B9"])
        default: make(code)
        }
    }

    private static let statuses = "open, on_hold, pending, escalated, resolved, closed"

    private static func key(_ code: FindingCode) -> Finding {
        let email = "ola@firma.example"
        return switch code {
        case .keyDuplicate: make(code, .warning, column: 1, field: "email", value: email, ["#0", "12", "email"])
        case .keyAmbiguous: make(code, column: 0, field: "name", value: "Ola Nowak", ["#12, #77"])
        case .keyConflict: make(code, .error, ["email", "#12", "phone", "#77"])
        case .keyTaken: make(code, column: 1, field: "email", value: email, ["email", "#12"])
        case .keyDerived: make(code, .info)
        case .recordExists: make(code, .info)
        case .recordBinned: make(code, .warning, ["created"])
        default: make(code, column: 1, field: "email", value: email, ["contacts", "email", "ola@firm.example"])
        }
    }

    private static func rule(_ code: FindingCode) -> Finding {
        let email = "ola@firma.example"
        return switch code {
        case .referenceUnknown:
            make(
                code, table: 1, column: 2, field: "contact", value: email, ["contacts", "email", "ola@firm.example"])
        case .referenceAmbiguous:
            make(
                code, table: 1, column: 2, field: "contact", value: "Ola Nowak", ["contacts", "#12, #77"])
        case .referenceParked:
            make(code, table: 1, column: 2, field: "contact", value: email, ["contacts", "#0", "12"])
        case .referenceCreated: make(code, .info, table: 1, column: 5, field: "account", value: "Acme", ["accounts"])
        case .referenceKept:
            make(code, .warning, table: 1, column: 4, field: "assignee", value: "Jan Nowka", ["agents", "Jan Nowak"])
        case .referenceInactive:
            make(code, .warning, table: 1, column: 4, field: "assignee", value: "jan@desk.example", ["disabled"])
        case .referenceCycle: make(code, field: "parent", value: "Acme", ["contacts.csv", "12"])
        case .accountMismatch: make(code, .warning, table: 1, column: 5, field: "account", value: "Globex", ["Acme"])
        case .accountMoved: make(code, .info, field: "account", ["Acme", "Globex"])
        case .agentRemoved: make(code, .warning, table: 2, column: 1, field: "status", value: "active")
        case .agentRemoval:
            make(code, .warning, table: 2, column: 1, field: "status", value: "removed", ["jan@desk.example"])
        case .agentRole:
            make(code, .warning, table: 2, column: 0, field: "role", value: "administrator", ["administrator"])
        case .agentLight:
            make(code, .warning, table: 1, column: 4, field: "assignee", value: "eva@desk.example")
        case .administratorLast:
            make(code, .warning, table: 2, column: 0, field: "role", value: "ada@desk.example")
        case .timesOrder:
            make(
                code, .warning, table: 1, field: "closed_at",
                ["created_at", "closed_at", "2025-03-04T10:15:00Z", "2025-03-01T08:00:00Z"])
        default: make(code)
        }
    }

    private static func action(_ code: FindingCode) -> Finding {
        switch code {
        case .actionRefused: make(code, table: 2, column: 0, ["delete", "agents"])
        case .deleteConflict: make(code, .error, ["#0", "12"])
        case .deleteRepeated: make(code, .warning, ["#0", "12"])
        case .restoreCollision: make(code, .error, ["email", "#12", "#77"])
        case .restoreValues: make(code, .warning, ["last_name, city"])
        case .referenceMissing: make(code, .error, ["ticket or comment"])
        case .referenceDeleted: make(code, column: 5, field: "account", value: "Acme", ["accounts", "#0", "3"])
        case .accountContradiction: make(code, column: 5, field: "account", value: "Globex", ["#0", "12", "Acme"])
        case .primaryContactInvalid: make(code, .warning, value: "eva@desk.example", ["a light agent"])
        case .primaryContactForbidden: make(code, .warning, value: "eva@desk.example")
        case .primaryContactChosen: make(code, .info, value: "jan@desk.example")
        case .invitationNoEmail: make(code, .warning, field: "invitation")
        case .duplicateLikely: make(code, .warning, ["contact #12", "phone number"])
        case .syncMissing:
            make(code, .warning, value: "ola@firma.example", ["contacts", "2", "20261122-030000-4f2a"])
        default: make(code)
        }
    }

    private static func merge(_ code: FindingCode) -> Finding {
        switch code {
        case .mergeChanged, .mergeGone: make(code, .error, ["contact #12"])
        case .mergeAlone, .mergeSurvivors: make(code, .error, ["3"])
        case .mergeRepeated: make(code, .error, ["9"])
        case .mergeNoGroup: make(code)
        case .mergeDecision: make(code, value: "perhaps")
        case .mergeRing: make(code, .error, ["account", "#1 Acme", "parent", "#3 Globex"])
        default: make(code, .error, ["3", "15"])
        }
    }

    private static func make(
        _ code: FindingCode, _ severity: Severity = .error, table: Int = 0, column: Int? = nil, field: String? = nil,
        value: String? = nil, _ parameters: [String] = []
    ) -> Finding {
        Finding(
            code, severity, at: Position(table: table, row: 14, line: 14), column: column, field: field, value: value,
            parameters)
    }
}
