/// A change to a cell's text before it is read as its field's type.
package enum Transform: String, Sendable, CaseIterable {
    /// White space at the ends; every cell is trimmed anyway.
    case trim
    /// Runs of white space, line breaks included, become one space.
    case collapse
    case lowercase
    case uppercase
    /// Only the digits 0 to 9 stay.
    case digits
    /// Of a full name all but the last word; blank where there is one word only.
    case givenName = "given_name"
    /// Of a full name the last word.
    case familyName = "family_name"
}
