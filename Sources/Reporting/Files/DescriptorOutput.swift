import Foundation

/// Writes to an open descriptor.
package enum DescriptorOutput {
    /// Writes everything.
    /// - Returns: the number of the system's error that has stopped it; nil where all was written.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress! + done, $0.count - done)
            }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return count < 0 ? errno : ENOSPC }
            done += count
        }
        return nil
    }
}
