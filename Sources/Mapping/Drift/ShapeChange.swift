/// One way in which a table is not what it was when its mapping was made.
package struct ShapeChange: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// The column has another header now.
        case renamed(to: String)
        case gone
        case new
        /// Places among the columns, from 1.
        case moved(from: Int, to: Int)
        /// A value of a short list that was not there before, and how often it is there now.
        case newValue(String, count: Int)
        /// Rows without a value, in percent.
        case blanks(from: Double, to: Double)
        /// What most values looked like, and look like.
        case type(from: String, to: String)
    }

    package var kind: Kind
    /// The header as the mapping knows it, or the new one.
    package var header: String
    /// The column in the table now, from 0; nil where it is gone.
    package var column: Int?
}
