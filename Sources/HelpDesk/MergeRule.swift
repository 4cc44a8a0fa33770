/// Whose value of a field a record keeps when others are merged into it. Tags, sets of references and `custom` are
/// always united.
package enum MergeRule: Sendable, Hashable {
    /// The survivor's value; where it has none, that of the record which was changed last.
    case fill
    /// The survivor's value, even where it has none.
    case keep
    /// The value that comes last in its picklist: an invitation that was accepted.
    case furthest
    /// The smallest value: when a thing began.
    case earliest
    /// As `fill`; a different value of another record goes to this field, if that is empty.
    case spare(into: String)
}
