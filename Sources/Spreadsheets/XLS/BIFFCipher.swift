import Tables

/// Takes the encryption off the records of a workbook that asks for no password ([MS-XLS] 2.2.10, [MS-OFFCRYPTO] 2.3).
///
/// Excel encrypts books whose structure is protected with a password that everybody has, and opens them without asking;
/// so does this. Any other password is unknown here.
struct BIFFCipher {
    private enum Method {
        case xor(key: [UInt8])
        /// The key of a block of 1,024 bytes is made from its number.
        case rc4(DigestAlgorithm, base: [UInt8], keyBytes: Int)
    }

    static let everybodysPassword = "VelvetSweatshop"

    private let method: Method

    /// Nil where the password is another one, or the method an unknown one.
    init?(
        filePass: ByteView, version: BIFFVersion, password: String = everybodysPassword
    ) throws(ImportFailure) {
        // Before Excel 97, and in books of it that claim to be older, there is no number of the method.
        if version < .biff8 || filePass.count == 4 {
            self.init(xor: filePass, password)
        } else if filePass.u16(0) == 0 {
            self.init(xor: filePass.dropFirst(2), password)
        } else if filePass.u16(2) == 1 {
            try self.init(standard: filePass.dropFirst(6), password)
        } else {
            try self.init(provider: filePass.dropFirst(6), password)
        }
    }

    private static let blockBytes = 1_024
}

// MARK: Keys

extension BIFFCipher {
    private init?(xor fields: ByteView, _ password: String) {
        let password = Array(password.utf8.prefix(15))
        guard let key = fields.u16(0), let verifier = fields.u16(2), verifier == Self.xorVerifier(password) else {
            return nil
        }
        let filler: [UInt8] = [0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0, 0xBE, 0x0F, 0, 0xBF, 0x0F, 0, 0]
        let halves = [UInt8(key & 0xFF), UInt8(key >> 8)]
        let bytes = (password + filler).prefix(16).enumerated().map { index, byte in
            let mixed = byte ^ halves[index & 1]
            return mixed << 2 | mixed >> 6
        }
        method = .xor(key: bytes)
    }

    private static func xorVerifier(_ password: [UInt8]) -> Int {
        let bytes = [UInt8(password.count)] + password
        return bytes.reversed().reduce(0) { ($0 >> 14 & 1 | $0 << 1 & 0x7FFF) ^ Int($1) } ^ 0xCE4B
    }

    /// RC4 with 40 bits, Excel 97: a salt, a verifier and its digest.
    private init?(standard fields: ByteView, _ password: String) throws(ImportFailure) {
        guard fields.count >= 48 else { return nil }
        let first = try FileDigest.digest(Self.utf16(password), .md5).prefix(5)
        let salted = first + fields.slice(0, 16).bytes
        let base = try FileDigest.digest((0..<16).flatMap { _ in salted }, .md5).prefix(5)
        method = .rc4(.md5, base: Array(base), keyBytes: 16)
        guard try verifies(fields.slice(16, 16), fields.slice(32, 16)) else { return nil }
    }

    /// RC4 with the key's length and the salt in a header of its own, Excel 2002.
    private init?(provider fields: ByteView, _ password: String) throws(ImportFailure) {
        guard let headerBytes = fields.u32(4), let bits = fields.slice(8, headerBytes).u32(16), bits <= 128 else {
            return nil
        }
        let verifier = fields.dropFirst(8 + headerBytes)
        guard verifier.u32(0) == 16, verifier.u32(36) == 20, verifier.count >= 60 else { return nil }
        let base = try FileDigest.digest(verifier.slice(4, 16).bytes + Self.utf16(password), .sha1)
        method = .rc4(.sha1, base: base, keyBytes: bits == 0 ? 5 : bits / 8)
        guard try verifies(verifier.slice(20, 16), verifier.slice(40, 20)) else { return nil }
    }

    private static func utf16(_ password: String) -> [UInt8] {
        password.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    private func verifies(_ verifier: ByteView, _ digest: ByteView) throws(ImportFailure) -> Bool {
        guard case .rc4(let algorithm, _, _) = method else { return false }
        var stream = try keyStream(block: 0)
        let plain = verifier.bytes.map { $0 ^ stream.next() }
        let wanted = digest.bytes.map { $0 ^ stream.next() }
        return try FileDigest.digest(plain, algorithm) == wanted
    }

    private func keyStream(block: Int) throws(ImportFailure) -> RC4 {
        guard case .rc4(let algorithm, let base, let keyBytes) = method else { return RC4(key: []) }
        let number = (0..<4).map { UInt8(truncatingIfNeeded: block >> ($0 * 8)) }
        var key = Array(try FileDigest.digest(base + number, algorithm).prefix(keyBytes))
        // A key of 40 bits is used as one of 128 with zeros behind it, by this provider only.
        if algorithm == .sha1, keyBytes == 5 { key += [UInt8](repeating: 0, count: 11) }
        return RC4(key: key)
    }
}

// MARK: Records

extension BIFFCipher {
    /// Decrypts the content of all records from `position` on, in place. The heads of records are never encrypted.
    func decrypt(_ bytes: RawArray<UInt8>, from position: Int) throws(ImportFailure) {
        var records = BIFFRecords(ByteView(bytes.base, count: bytes.count), at: position)
        var keys = BlockKeys()
        while let record = records.next() {
            for place in record.start + min(Self.plainBytes(record), record.length)..<record.end {
                let byte = bytes.base[place]
                if case .xor(let key) = method {
                    bytes.base[place] = (byte << 3 | byte >> 5) ^ key[(place + record.length) & 15]
                } else {
                    bytes.base[place] = try byte ^ keys.byte(at: place, of: self)
                }
            }
        }
    }

    /// The bytes of the key stream at growing places.
    private struct BlockKeys {
        private var block = -1
        private var offset = 0
        private var stream = RC4(key: [])

        mutating func byte(at place: Int, of cipher: BIFFCipher) throws(ImportFailure) -> UInt8 {
            if place / blockBytes != block {
                block = place / blockBytes
                offset = 0
                stream = try cipher.keyStream(block: block)
            }
            while offset < place % blockBytes {
                _ = stream.next()
                offset += 1
            }
            offset += 1
            return stream.next()
        }
    }

    /// How much of a record's content is not encrypted: all of those that are needed before, the places of sheets.
    private static func plainBytes(_ record: BIFFRecord) -> Int {
        switch record.type {
        case let type where BIFFType.isBOF(type): record.length
        case BIFFType.filePass, 0xE1, 0x194, 0x195, 0x196, 0x138: record.length
        case BIFFType.boundSheet: 4
        default: 0
        }
    }
}

/// The stream cipher RC4.
struct RC4 {
    private var state = (0...255).map { UInt8($0) }
    private var i: UInt8 = 0
    private var j: UInt8 = 0

    init(key: [UInt8]) {
        guard !key.isEmpty else { return }
        for index in 0...255 {
            j &+= state[index] &+ key[index % key.count]
            state.swapAt(index, Int(j))
        }
        j = 0
    }

    mutating func next() -> UInt8 {
        i &+= 1
        j &+= state[Int(i)]
        state.swapAt(Int(i), Int(j))
        return state[Int(state[Int(i)] &+ state[Int(j)])]
    }
}
