import CCrypto

/// What a digest is made with; the older two only to read what others have made with them.
package enum DigestAlgorithm: Sendable {
    case sha256, sha1, md5

    fileprivate var implementation: OpaquePointer? {
        switch self {
        case .sha256: EVP_sha256()
        case .sha1: EVP_sha1()
        case .md5: EVP_md5()
        }
    }
}

/// A digest by libcrypto, SHA-256 unless told, fed piece by piece.
package final class FileDigest {
    private let context: OpaquePointer

    package init(_ algorithm: DigestAlgorithm = .sha256) throws(ImportFailure) {
        guard let context = EVP_MD_CTX_new() else { throw .digestFailed() }
        self.context = context
        guard EVP_DigestInit_ex(context, algorithm.implementation, nil) == 1 else { throw .digestFailed() }
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    package func update(_ pointer: UnsafeRawPointer, count: Int) {
        EVP_DigestUpdate(context, pointer, count)
    }

    /// Lower-case hexadecimal digest of everything fed so far; the object is spent afterwards.
    package func finish() -> String {
        let digest = finishBytes()
        let digits = Array("0123456789abcdef".utf8)
        let text = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    private func finishBytes() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        EVP_DigestFinal_ex(context, &digest, &length)
        return Array(digest.prefix(Int(length)))
    }

    /// The digest of bytes in memory, as bytes.
    package static func digest(_ bytes: [UInt8], _ algorithm: DigestAlgorithm) throws(ImportFailure) -> [UInt8] {
        let digest = try FileDigest(algorithm)
        digest.update(bytes, count: bytes.count)
        return digest.finishBytes()
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
