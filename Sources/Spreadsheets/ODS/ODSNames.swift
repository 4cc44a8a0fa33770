/// The attributes that the handlers of a parser look at.
struct ODSNames {
    /// Of the format's own namespace, since programs repeat some of them in namespaces of their own.
    let office: XMLName
    /// Where the value's type may be `error` beside `string` in the format's own.
    let calcext: XMLName
    let valueType: XMLName
    let value: XMLName
    let dateValue: XMLName
    let timeValue: XMLName
    let booleanValue: XMLName
    let stringValue: XMLName
    let formula: XMLName
    let name: XMLName
    let styleName: XMLName
    let defaultCellStyle: XMLName
    let visibility: XMLName
    let rowsRepeated: XMLName
    let columnsRepeated: XMLName
    let rowsSpanned: XMLName
    let columnsSpanned: XMLName
    /// How many spaces `text:s` stands for.
    let count: XMLName

    init(_ parser: any XMLNaming) {
        office = parser.name("urn:oasis:names:tc:opendocument:xmlns:office:1.0")
        calcext = parser.name("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0")
        valueType = parser.name("value-type")
        value = parser.name("value")
        dateValue = parser.name("date-value")
        timeValue = parser.name("time-value")
        booleanValue = parser.name("boolean-value")
        stringValue = parser.name("string-value")
        formula = parser.name("formula")
        name = parser.name("name")
        styleName = parser.name("style-name")
        defaultCellStyle = parser.name("default-cell-style-name")
        visibility = parser.name("visibility")
        rowsRepeated = parser.name("number-rows-repeated")
        columnsRepeated = parser.name("number-columns-repeated")
        rowsSpanned = parser.name("number-rows-spanned")
        columnsSpanned = parser.name("number-columns-spanned")
        count = parser.name("c")
    }
}

extension XMLAttributes {
    /// A number of repeats: at least 1, and small enough to be added up.
    func repeats(_ name: XMLName) -> Int {
        min(max(self[name]?.integer ?? 1, 1), 1 << 32)
    }
}
