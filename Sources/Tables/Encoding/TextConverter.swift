import CIconv
import Glibc

/// Owner of an iconv conversion.
struct TextConverter: ~Copyable {
    /// What stopped a conversion step.
    enum Outcome {
        /// All input is converted.
        case done
        /// The output is full.
        case full
        /// The input has bytes that the source encoding does not have, or the target lacks the character.
        case invalid
        /// The input ends in the middle of a character.
        case incomplete
    }

    private let handle: iconv_t

    init?(from source: String, to target: String) {
        let handle = deskferry_iconv_open(target, source)
        guard let handle, deskferry_iconv_failed(handle) == 0 else { return nil }
        self.handle = handle
    }

    deinit {
        deskferry_iconv_close(handle)
    }

    static func knows(_ name: String) -> Bool {
        guard !name.isEmpty, !name.contains("/") else { return false }
        return TextConverter(from: name, to: "UTF-8") != nil
    }

    /// Converts as much as it can; returns how many bytes were taken and given.
    func convert(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> (taken: Int, given: Int, outcome: Outcome) {
        var source = input.baseAddress?.assumingMemoryBound(to: CChar.self)
        var sourceLeft = input.count
        var target = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var targetLeft = output.count
        let code = deskferry_iconv(handle, &source, &sourceLeft, &target, &targetLeft)
        let outcome: Outcome =
            switch code {
            case 0: .done
            case E2BIG: .full
            case EINVAL: .incomplete
            default: .invalid
            }
        return (input.count - sourceLeft, output.count - targetLeft, outcome)
    }

    /// Writes what brings a stateful encoding back to its initial state.
    func flush(into output: UnsafeMutableRawBufferPointer) -> Int {
        var source: UnsafePointer<CChar>?
        var sourceLeft = 0
        var target = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        var targetLeft = output.count
        _ = deskferry_iconv(handle, &source, &sourceLeft, &target, &targetLeft)
        return output.count - targetLeft
    }
}
