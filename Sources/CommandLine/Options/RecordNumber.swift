import ArgumentParser

/// The number of a record as it is shown, `#17`, or without the sign; 0 stands in front of all.
struct RecordNumber: ExpressibleByArgument {
    let id: UInt32

    init() { id = 0 }

    init?(argument: String) {
        guard let id = UInt32(argument.hasPrefix("#") ? String(argument.dropFirst()) : argument) else { return nil }
        self.id = id
    }

    var defaultValueDescription: String { String(id) }
}
