/// `report.html`: one page that needs nothing else.
package enum ReportPage {
    package static let fileName = "report.html"

    package static func render(_ report: RunReport) -> String {
        ""
    }
}
