import Tables

/// What is wrong with the settings of a column before any row is read.
extension ImportFailure {
    static func datePattern(_ pattern: String, field: String, letter: String) -> ImportFailure {
        ImportFailure(
            "mapping.date_pattern", .usage,
            "The date pattern '\(pattern)' of \(field) cannot be read: '\(letter)' is wrong or incomplete there.",
            hint: "yyyy is the year, MM the month, MMM its name, dd the day, HH the hour of 24 (hh with a for AM/PM), "
                + "mm the minute, ss the second; put other letters between apostrophes: yyyy-MM-dd'T'HH:mm:ss.")
    }

    static func datePatternIncomplete(_ pattern: String, field: String) -> ImportFailure {
        ImportFailure(
            "mapping.date_pattern", .usage,
            "The date pattern '\(pattern)' of \(field) needs a year, a month and a day.",
            hint: "Write it like dd.MM.yyyy HH:mm.")
    }

    static func zone(_ name: String, field: String) -> ImportFailure {
        ImportFailure(
            "mapping.zone", .usage, "The time zone '\(name)' of \(field) is not known.",
            hint: "Use a name of the IANA time zone database, such as Europe/Warsaw.")
    }
}

/// Time zones by name.
package enum TimeZoneName {
    /// - Throws: `mapping.zone` where there is no such zone; `field` says where the name stands.
    package static func check(_ name: String, field: String) throws(ImportFailure) {
        if ZoneClock(name) == nil { throw .zone(name, field: field) }
    }
}
