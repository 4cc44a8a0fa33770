/// `report.html`: one page that needs nothing else – no script, no file beside it, no network.
package enum ReportPage {
    package static let fileName = "report.html"

    package static func render(_ report: RunReport, catalog: MessageCatalog = .english) -> String {
        let page = PageBuilder(report: report, catalog: catalog)
        let title = "\(page.kindName) \(report.run)"
        return HTML.page(title: title, language: catalog.language.tag, page.body)
    }
}

/// The sections of the page, each of them empty where there is nothing to say.
struct PageBuilder {
    let report: RunReport
    let catalog: MessageCatalog

    var body: HTML {
        .join([
            header,
            .tag("main", .join([alert, numbers, next, records, rows, proposals, problems, changes, rejects, more])),
            footer,
        ])
    }

    var kindName: String {
        guard let command = report.command else {
            return switch report.kind {
            case .load: "Import"
            case .check: "Check"
            case .merge: "Merge"
            }
        }
        return command.prefix(1).uppercased() + command.dropFirst() + (report.kind == .check ? " (dry run)" : "")
    }

    func section(_ title: String, _ lead: HTML? = nil, _ content: [HTML]) -> HTML {
        .tag("section", .join([.tag("h2", title), lead.map { .tag("p", ["class": "lead"], $0) } ?? .empty] + content))
    }

    private var more: HTML {
        .join([decided, silentChanges, skipped, sources, unmapped, notes])
    }

    // MARK: What happened

    private var header: HTML {
        let about = [
            "\(kindName) \(report.run)", NumberText.instant(report.started), report.actor.map { "as \($0)" },
        ].compactMap(\.self)
        return .tag(
            "header",
            .join([
                .tag("p", ["class": "about"], HTML(about.joined(separator: " · ")) + .raw(" ") + badge),
                .tag("h1", report.outcomeSentence),
                report.prospect.map { .tag("p", ["class": "prospect"], $0) } ?? .empty,
                .tag("p", ["class": "lead"], database),
            ]))
    }

    private var badge: HTML {
        .tag("span", ["class": "badge \(report.exitStatus == 0 ? "good" : isFailed ? "bad" : "fair")"], badgeText)
    }

    private var badgeText: String {
        switch report.outcome {
        case .committed: report.exitStatus == 0 ? "complete" : "with rejects"
        case .checked: report.exitStatus == 0 ? "would be complete" : "would have rejects"
        case .stopped: "stopped"
        case .failed: "failed"
        }
    }

    private var isFailed: Bool { report.outcome == .failed || report.outcome == .stopped }

    private var database: HTML {
        let state =
            report.database.isNew
            ? (report.outcome == .committed ? "new" : "not there yet")
            : "held \(NumberText.count(report.database.total, "record")) before"
        return HTML("Database ") + .tag("code", report.database.path) + HTML(" – \(state)")
    }

    private var alert: HTML {
        guard let failure = report.failure else { return balanceAlert }
        let details = failure.details.isEmpty ? .empty : HTML.tag("pre", failure.details.joined(separator: "\n"))
        let cause = failure.cause.map { HTML.tag("p", ["class": "quiet"], "Cause: \($0)") } ?? .empty
        return .tag("div", ["class": "alert"], .join([.tag("p", failure.message), details, cause]))
    }

    private var balanceAlert: HTML {
        report.balances
            ? .empty : .tag("div", ["class": "alert"], "The counts do not add up: this is an error of the program.")
    }

    private var numbers: HTML {
        let shown = CountColumn.shown([EntityReport(entity: "", counts: report.totals)])
        guard !report.entities.isEmpty else { return .empty }
        let cards = shown.map { column in
            let count = report.totals[keyPath: column.value]
            let ink = count == 0 ? "none" : column.className
            return HTML.tag(
                "div", ["class": "card \(ink)"],
                .tag("strong", NumberText.grouped(count)) + .tag("span", column.title))
        }
        return .tag("div", ["class": "cards"], .join(cards))
    }

    private var next: HTML {
        let steps = report.nextSteps.map { step in
            let command = step.command.map { HTML.tag("pre", $0) } ?? .empty
            return HTML.tag("li", .join([.tag("p", step.text), command]))
        }
        return steps.isEmpty ? .empty : section("What to do next", nil, [.tag("ol", .join(steps))])
    }

    private var footer: HTML {
        let timing = report.timing
        let speed = NumberText.grouped(Int(timing.rowsPerSecond.rounded())) + " rows a second"
        return .tag(
            "footer",
            .join([
                .tag("p", HTML("Typed: ") + .tag("code", ShellText.command(report.commandLine))),
                .tag(
                    "p",
                    "Deskferry \(report.version) · \(NumberText.instant(report.started)) to "
                        + "\(NumberText.instant(report.finished)) · \(NumberText.duration(timing.elapsed)), \(speed) · "
                        + "exit \(report.exitStatus)"),
            ]))
    }
}

extension CountColumn {
    /// The colour of a number on the page.
    var className: String {
        switch ink {
        case .green: "good"
        case .red: "bad"
        case .yellow: "fair"
        default: "plain"
        }
    }
}
