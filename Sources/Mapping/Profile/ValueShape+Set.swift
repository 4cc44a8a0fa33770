/// The shapes of a value as bits.
struct ShapeSet: OptionSet, Hashable, BitwiseCopyable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    static let email = ShapeSet(.email)
    static let url = ShapeSet(.url)
    static let phone = ShapeSet(.phone)
    static let integer = ShapeSet(.integer)
    static let decimalPoint = ShapeSet(.decimalPoint)
    static let decimalComma = ShapeSet(.decimalComma)
    static let identifier = ShapeSet(.identifier)
    static let dateISO = ShapeSet(.dateISO)
    static let dateDMY = ShapeSet(.dateDMY)
    static let dateMDY = ShapeSet(.dateMDY)
    static let dateYMD = ShapeSet(.dateYMD)
    static let withTime = ShapeSet(.withTime)
    static let duration = ShapeSet(.duration)
    static let boolean = ShapeSet(.boolean)
    static let several = ShapeSet(.several)
    static let html = ShapeSet(.html)
    static let words = ShapeSet(.words)

    /// Places of bits; `ValueShape.allCases` in order.
    static let count = ValueShape.allCases.count

    init(_ shape: ValueShape) {
        rawValue = 1 << UInt32(ValueShape.allCases.firstIndex(of: shape) ?? 31)
    }
}
