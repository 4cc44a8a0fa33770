import Foundation
import Testing

@testable import Mapping

/// Holds the bounds of docs/mapping-accuracy.md, and makes that page where `DESKFERRY_ACCURACY` names a file for it.
@Suite struct MappingAccuracyTests {
    @Test func nearlyAllColumnsAreProposedRightlyAndNoneWrongly() throws {
        let groups = try MappingAccuracy.groups(leavingOut: true)
        for group in groups {
            #expect(group.scores.flatMap(\.score.wrong) == [], "\(group.title)")
            #expect(group.total.share >= 0.9, "\(group.title)")
        }
        let own = groups.filter { $0.title != "Corpus" }
        let corpus = groups.filter { $0.title == "Corpus" }
        #expect(own.reduce(0) { $0 + $1.scores.count } >= 40)
        #expect(own.reduce(AccuracyScore()) { $0 + $1.total }.share >= 0.95)
        for group in corpus { #expect(group.total.share >= 0.95) }
        if corpus.isEmpty { print("The files of other projects are not there: not measured.") }
        try writeReport(groups)
    }

    @Test func withAllLabelsNothingIsProposedWronglyEither() throws {
        for group in try MappingAccuracy.groups(leavingOut: false) {
            #expect(group.scores.flatMap(\.score.wrong) == [], "\(group.title)")
        }
    }

    @Test func answersAreForTheColumnsOfTheirFile() throws {
        for group in try MappingAccuracy.groups(leavingOut: false) {
            for (sample, _) in group.scores {
                #expect(try SampleTable(path: sample.path).header == sample.answers.map(\.header), "\(sample.name)")
            }
        }
    }

    private func writeReport(_ groups: [AccuracyGroup]) throws {
        guard let path = ProcessInfo.processInfo.environment["DESKFERRY_ACCURACY"] else { return }
        let report = AccuracyReport(leavingOut: groups, whole: try MappingAccuracy.groups(leavingOut: false))
        try report.text.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
