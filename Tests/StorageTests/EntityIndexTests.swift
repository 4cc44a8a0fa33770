import HelpDesk
import Testing

@testable import Storage

@Suite struct EntityIndexTests {
    private let index = EntityIndex(entity: .accounts)
    private let name = KeyIdentity(["name"], of: .accounts, source: "crm")

    private func map() -> KeyMap {
        let map = index.maps[name] ?? KeyMap()
        index.maps[name] = map
        return map
    }

    @Test func aSecondRecordMakesAKeyAmbiguous() {
        let map = map()
        index.add(9, 1, to: map, name)
        index.add(9, 2, to: map, name)
        index.add(9, 2, to: map, name)
        #expect(map.find(9) == KeyMap.several)
        #expect(index.ambiguous[name]?[9] == [1, 2])
    }

    @Test func theSameRecordTwiceIsNotAmbiguous() {
        let map = map()
        index.add(9, 1, to: map, name)
        index.add(9, 1, to: map, name)
        #expect(map.find(9) == 1)
    }

    @Test func aKeyIsClearAgainWhenAllButOneGiveItUp() {
        let map = map()
        for id: UInt32 in 1...3 { index.add(9, id, to: map, name) }
        index.remove(9, 2, from: name)
        #expect(map.find(9) == KeyMap.several)
        index.remove(9, 1, from: name)
        #expect(map.find(9) == 3)
        index.remove(9, 3, from: name)
        #expect(map.find(9) == KeyMap.none)
    }

    @Test func onlyTheHolderCanGiveAKeyUp() {
        let map = map()
        index.add(9, 1, to: map, name)
        index.remove(9, 2, from: name)
        #expect(map.find(9) == 1)
    }

    @Test func externalIDsAndTicketNumbersCountWithinTheirSystem() {
        #expect(
            KeyIdentity(.externalID, of: .contacts, source: "a") != KeyIdentity(.externalID, of: .contacts, source: "b")
        )
        #expect(
            KeyIdentity(["number"], of: .tickets, source: "a") != KeyIdentity(["number"], of: .tickets, source: "b"))
        #expect(
            KeyIdentity(["email"], of: .contacts, source: "a") == KeyIdentity(["email"], of: .contacts, source: "b"))
    }
}
