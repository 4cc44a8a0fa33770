import HelpDesk

extension BoundRecord {
    /// Makes this the action of rows that name none.
    package mutating func complete(action: RecordAction) {
        if let column = shape.actionColumn {
            transforms[column].append(AnyTransform(DefaultValue(text: action.rawValue)))
        } else {
            add(ShapeColumn(.action), .constant(action.rawValue), [])
        }
    }
}

extension RecordMapping {
    /// Asks for a key only: the rows are about records that are there.
    package mutating func becomeUpdate() {
        mode = .update
        required = []
        isCommanded = true
    }
}
