// What the page of a run and the page of an inspection have in common.

extension HTML {
    /// A page that needs nothing else: no script, no file beside it, no network.
    static func page(title: String, language: String, _ body: HTML) -> String {
        let head = HTML.join([
            .raw("<meta charset=\"utf-8\">"),
            .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"),
            .raw("<meta name=\"color-scheme\" content=\"light dark\">"), .tag("title", "\(title) – Deskferry"),
            PageStyle.sheet,
        ])
        let page = HTML.tag("html", ["lang": language], .tag("head", head) + .raw("\n") + .tag("body", body))
        return "<!DOCTYPE html>\n" + page.markup + "\n"
    }

    /// One way of how a file was read, and why.
    static func setting(_ setting: SettingReport) -> HTML {
        .tag(
            "div",
            HTML("\(setting.name) ") + .tag("strong", setting.value)
                + .tag("span", ["class": "quiet"], " \(setting.why)"))
    }
}

extension HTMLTable {
    /// What was not read, and why.
    static func skipped(_ reports: some Sequence<SkippedReport>) -> HTML {
        var table = HTMLTable([.init(title: "Not read"), .init(title: "because it"), .init(title: "what to do")])
        for skipped in reports { table.add([HTML(skipped.label), HTML(skipped.reason), HTML(skipped.hint ?? "")]) }
        return table.html
    }
}
