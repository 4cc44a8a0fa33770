import Testing

@testable import Storage

/// Sets of record ids, and how they are written down.
@Suite struct IDSetTests {
    private static let sets: [[UInt32]] = [
        [], [1], [0, 63, 64, 65], Array(1...5_000), (1...5_000).filter { $0 % 3 != 0 }, [7, 4_000_000],
        (0..<900).map { 1_000_000 + $0 * $0 * 7 }, Array(70_000...70_003) + Array(70_010...90_000),
    ]

    @Test(arguments: sets) func whatIsWrittenDownIsReadAgain(ids: [UInt32]) {
        let set = IDSet(ids)
        #expect(set.ids == ids)
        #expect(set.count == ids.count)
        #expect(IDSet(encoded: set.encoded) == set)
    }

    @Test func idsThatFollowOneAnotherTakeAFewBytes() {
        #expect(IDSet(1...2_000_000).encoded.count < 10)
        let holes = IDSet((1...2_000_000).filter { $0 % 3 != 0 })
        #expect(holes.encoded.count < 2_000_000 / 8 + 20)
        #expect(IDSet(stride(from: 1, through: 2_000_000, by: 5_000)).encoded.count < 400 * 3 + 10)
    }

    @Test func bytesOfAnotherHandEndTheReading() {
        #expect(IDSet(encoded: []).isEmpty)
        #expect(IDSet(encoded: [9, 1, 2]).isEmpty)
        #expect(IDSet(encoded: [1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]).isEmpty)
        #expect(IDSet(encoded: [2, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1]).isEmpty)
    }

    @Test func whatOneHasAndTheOtherHasNot() {
        let (left, right) = (IDSet([1, 2, 64, 1_000]), IDSet([2, 1_000]))
        #expect(left.subtracting(right) == [1, 64])
        #expect(right.subtracting(left) == [])
        left.remove(1)
        left.remove(64)
        left.remove(9_999)
        #expect(left == right && right == left)
    }

    @Test func absencesAreReadAgain() {
        let membership = Membership(missing: [
            3: Absence(snapshots: 1, since: 9), 4_000: Absence(snapshots: 300, since: 1_000_000),
        ])
        #expect(Membership.missing(encoded: membership.encodedMissing) == membership.missing)
    }
}
