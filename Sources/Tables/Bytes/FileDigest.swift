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

    /// The SHA-256 of a whole file.
    package static func sha256(_ path: String) throws(ImportFailure) -> String {
        let source = DigestByteSource(try FileByteSource(path: path), digest: try FileDigest())
        return try source.finish()
    }
}

/// Hands bytes through and digests them on the way.
final class DigestByteSource: ByteSource {
    private let source: any ByteSource
    private let digest: FileDigest

    init(_ source: any ByteSource, digest: FileDigest) {
        self.source = source
        self.digest = digest
    }

    func read(into pointer: UnsafeMutableRawPointer, capacity: Int) throws(ImportFailure) -> Int {
        let count = try source.read(into: pointer, capacity: capacity)
        digest.update(pointer, count: count)
        return count
    }

    /// Reads what is left of the source and gives the digest of all of it.
    func finish() throws(ImportFailure) -> String {
        let block = UnsafeMutableRawPointer.allocate(byteCount: TableLimits.blockBytes, alignment: 64)
        defer { block.deallocate() }
        while try read(into: block, capacity: TableLimits.blockBytes) > 0 {}
        return digest.finish()
    }
}
