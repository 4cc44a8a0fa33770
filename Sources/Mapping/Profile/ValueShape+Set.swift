/// The shapes of a value as bits, in the order of `ValueShape.allCases`.
struct ShapeSet: OptionSet, Hashable, BitwiseCopyable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    // Numbers, since what is looked up in `ValueShape` would be asked for through a lock at every use.
    static let email = ShapeSet(rawValue: 1)
    static let url = ShapeSet(rawValue: 1 << 1)
    static let phone = ShapeSet(rawValue: 1 << 2)
    static let integer = ShapeSet(rawValue: 1 << 3)
    static let decimalPoint = ShapeSet(rawValue: 1 << 4)
    static let decimalComma = ShapeSet(rawValue: 1 << 5)
    static let identifier = ShapeSet(rawValue: 1 << 6)
    static let dateISO = ShapeSet(rawValue: 1 << 7)
    static let dateDMY = ShapeSet(rawValue: 1 << 8)
    static let dateMDY = ShapeSet(rawValue: 1 << 9)
    static let dateYMD = ShapeSet(rawValue: 1 << 10)
    static let withTime = ShapeSet(rawValue: 1 << 11)
    static let duration = ShapeSet(rawValue: 1 << 12)
    static let boolean = ShapeSet(rawValue: 1 << 13)
    static let several = ShapeSet(rawValue: 1 << 14)
    static let html = ShapeSet(rawValue: 1 << 15)
    static let words = ShapeSet(rawValue: 1 << 16)

    /// Places of bits; `ValueShape.allCases` in order.
    static let count = ValueShape.allCases.count

    init(_ shape: ValueShape) {
        rawValue = 1 << UInt32(ValueShape.allCases.firstIndex(of: shape) ?? 31)
    }
}
