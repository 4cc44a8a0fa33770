import CSQLite
import Foundation
import HelpDesk
import Tables

/// What SQLite cannot do by itself: compare texts without regard to case, as keys are compared, in all scripts.
///
///     caseless(text)           the caseless form
///     phone_digits(text)       digits from the country code on, without + or 00
///     holds(needle, text)      whether the caseless form has the needle in it, which is in that form
///     begins(needle, text)     whether it begins with the needle
final class SelectionFunctions {
    private let normalizer = KeyNormalizer(hasher: ByteHasher(seed: 1))

    private typealias Function = @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void

    /// Adds the functions to a connection, for as long as it is open.
    static func register(_ connection: OpaquePointer) throws(ImportFailure) {
        let caseless: Function = { context, _, arguments in SelectionFunctions.caseless(context, arguments) }
        let digits: Function = { context, _, arguments in SelectionFunctions.digits(context, arguments) }
        let holds: Function = { context, _, arguments in SelectionFunctions.search(context, arguments, isPrefix: false)
        }
        let begins: Function = { context, _, arguments in SelectionFunctions.search(context, arguments, isPrefix: true)
        }
        let all: [(String, Int32, Function)] = [
            ("caseless", 1, caseless), ("phone_digits", 1, digits), ("holds", 2, holds), ("begins", 2, begins),
        ]
        for (name, count, function) in all {
            let owner = Unmanaged.passRetained(SelectionFunctions()).toOpaque()
            let code = sqlite3_create_function_v2(
                connection, name, count, SQLITE_UTF8 | SQLITE_DETERMINISTIC, owner, function, nil, nil
            ) { owner in owner.map { Unmanaged<SelectionFunctions>.fromOpaque($0).release() } }
            if code != SQLITE_OK { throw .sqlite(connection, doing: "adding the function \(name)") }
        }
    }

    // MARK: The functions

    private static func state(_ context: OpaquePointer?) -> SelectionFunctions? {
        sqlite3_user_data(context).map { Unmanaged<SelectionFunctions>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The bytes of an argument; nil for NULL.
    private static func text(_ value: OpaquePointer?) -> UnsafeBufferPointer<UInt8>? {
        guard let pointer = sqlite3_value_text(value) else { return nil }
        return UnsafeBufferPointer(start: pointer, count: Int(sqlite3_value_bytes(value)))
    }

    private static func caseless(_ context: OpaquePointer?, _ arguments: UnsafeMutablePointer<OpaquePointer?>?) {
        guard let state = state(context), let text = text(arguments?[0]), let base = text.baseAddress else {
            return sqlite3_result_null(context)
        }
        state.normalizer.withCaselessForm(base, text.count) { give($0, context) }
    }

    private static func digits(_ context: OpaquePointer?, _ arguments: UnsafeMutablePointer<OpaquePointer?>?) {
        guard let text = text(arguments?[0]) else { return sqlite3_result_null(context) }
        var form = KeyNormalizer.dialledDigits(String(decoding: text, as: UTF8.self))
        form.withUTF8 { give($0, context) }
    }

    /// SQLite copies the text before this call returns.
    private static func give(_ text: UnsafeBufferPointer<UInt8>, _ context: OpaquePointer?) {
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        guard let base = text.baseAddress else { return sqlite3_result_text(context, "", 0, nil) }
        sqlite3_result_text64(
            context, UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self), UInt64(text.count), transient,
            UInt8(SQLITE_UTF8))
    }

    private static func search(
        _ context: OpaquePointer?, _ arguments: UnsafeMutablePointer<OpaquePointer?>?, isPrefix: Bool
    ) {
        guard let state = state(context), let needle = text(arguments?[0]), let text = text(arguments?[1]),
            let base = text.baseAddress
        else { return sqlite3_result_null(context) }
        let isFound = state.normalizer.withCaselessForm(base, text.count) { form in
            isPrefix ? Self.begins(form, needle) : Self.holds(form, needle)
        }
        sqlite3_result_int(context, isFound ? 1 : 0)
    }

    private static func begins(_ text: UnsafeBufferPointer<UInt8>, _ needle: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= needle.count else { return false }
        guard let start = text.baseAddress, let wanted = needle.baseAddress else { return needle.isEmpty }
        return memcmp(start, wanted, needle.count) == 0
    }

    private static func holds(_ text: UnsafeBufferPointer<UInt8>, _ needle: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let start = text.baseAddress, let wanted = needle.baseAddress, needle.count > 0 else { return true }
        var place = 0
        while text.count - place >= needle.count {
            guard let hit = memchr(start + place, Int32(wanted[0]), text.count - place - needle.count + 1) else {
                return false
            }
            if memcmp(hit, wanted, needle.count) == 0 { return true }
            place = UnsafeRawPointer(hit) - UnsafeRawPointer(start) + 1
        }
        return false
    }
}
