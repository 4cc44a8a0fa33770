import CCrypto

/// SHA-256 by libcrypto, fed piece by piece.
package final class FileDigest {
    private let context: OpaquePointer

    package init() throws(ImportFailure) {
        guard let context = EVP_MD_CTX_new() else { throw .digestFailed() }
        self.context = context
        guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else { throw .digestFailed() }
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    package func update(_ pointer: UnsafeRawPointer, count: Int) {
        EVP_DigestUpdate(context, pointer, count)
    }

    /// Lower-case hexadecimal digest of everything fed so far; the object is spent afterwards.
    package func finish() -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        EVP_DigestFinal_ex(context, &digest, &length)
        let digits = Array("0123456789abcdef".utf8)
        let text = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    /// The SHA-256 of bytes in memory.
    package static func sha256(_ bytes: [UInt8]) throws(ImportFailure) -> String {
        let digest = try FileDigest()
        digest.update(bytes, count: bytes.count)
        return digest.finish()
    }

    /// The SHA-256 of a whole file.
    package static func sha256(_ path: String) throws(ImportFailure) -> String {
        try FileByteSource(path: path, digesting: true).finishDigest() ?? ""
    }
}
