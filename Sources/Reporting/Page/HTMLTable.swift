/// A table of the page; columns of numbers stand to the right.
struct HTMLTable {
    struct Column {
        var title: String
        var isNumber = false
    }

    var columns: [Column]
    private var rows: [HTML] = []

    init(_ columns: [Column]) { self.columns = columns }

    mutating func add(_ cells: [HTML], isTotal: Bool = false) {
        let cells = zip(columns, cells).map { column, cell in
            HTML.tag("td", column.isNumber ? ["class": "number"] : [:], cell)
        }
        rows.append(.tag("tr", isTotal ? ["class": "total"] : [:], .join(cells, .empty)))
    }

    var html: HTML {
        let head = columns.map { HTML.tag("th", $0.isNumber ? ["class": "number"] : [:], $0.title) }
        let table =
            HTML.tag("thead", HTML.tag("tr", .join(head, .empty))) + .raw("\n") + .tag("tbody", .join(rows))
        return .tag("div", ["class": "wide"], .tag("table", table))
    }
}
