import Testing

@testable import Storage

@Suite struct KeyMapTests {
    /// Hashes that fall into all parts, and many that fall into one.
    private func hash(_ number: Int) -> UInt64 {
        UInt64(number).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15).low | 1
    }

    @Test func findsNothingInAnEmptyMap() {
        #expect(KeyMap().find(17) == KeyMap.none)
        #expect(KeyMap().count == 0)
    }

    @Test func keepsEveryKeyWhileItGrows() {
        let map = KeyMap()
        for number in 1...200_000 { #expect(map.set(hash(number), UInt32(number)) == KeyMap.none) }
        #expect(map.count == 200_000)
        let wrong = (1...200_000).filter { map.find(hash($0)) != UInt32($0) }
        #expect(wrong.isEmpty)
        #expect(map.find(hash(200_001)) == KeyMap.none)
    }

    @Test func keepsKeysOfOnePartApart() {
        let map = KeyMap()
        // The same top byte and the same slot: every key has to look further.
        let hashes = (1...1_000).map { UInt64(0xAB) << 56 | UInt64($0) }
        for (place, hash) in hashes.enumerated() { map.set(hash, UInt32(place + 1)) }
        #expect(hashes.indices.allSatisfy { map.find(hashes[$0]) == UInt32($0 + 1) })
    }

    @Test func replacesAndSaysWhatWasThere() {
        let map = KeyMap()
        map.set(5, 1)
        #expect(map.set(5, 2) == 1)
        #expect(map.find(5) == 2)
        #expect(map.count == 1)
    }

    @Test func aKeyThatWasGivenUpCanBeTakenAgain() {
        let map = KeyMap()
        map.set(5, 1)
        map.set(5, KeyMap.none)
        #expect(map.find(5) == KeyMap.none)
        #expect(map.set(5, 3) == KeyMap.none)
        #expect(map.find(5) == 3)
    }
}

@Suite struct PagedArrayTests {
    @Test func isEmptyWhereNothingWasSet() {
        let array = PagedArray<UInt64>(empty: 7)
        #expect(array[0] == 7)
        #expect(array[UInt32.max - 1] == 7)
    }

    @Test func holdsValuesOnBothSidesOfAPage() {
        let array = PagedArray<UInt32>(empty: 0)
        for id: UInt32 in [0, 1, 16_383, 16_384, 16_385, 1_000_000] { array[id] = id + 1 }
        for id: UInt32 in [0, 1, 16_383, 16_384, 16_385, 1_000_000] { #expect(array[id] == id + 1) }
        #expect(array[2] == 0)
        #expect(array[999_999] == 0)
    }
}
