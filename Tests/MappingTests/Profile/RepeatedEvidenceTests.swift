import Tables
import Testing

@testable import Mapping

@Suite struct RepeatedEvidenceTests {
    /// A proposal that differs from the one that was checked refuses the check.
    @Test func theSameValuesGiveTheSameEstimate() {
        let batch = RowBatch()
        batch.fill((0..<3_000).map { ["value \($0)"] })
        let found = (0..<8).map { _ in
            let collector = EvidenceCollector(header: ["A"])
            collector.add(batch)
            return collector.evidence[0].distinct
        }
        #expect(Set(found).count == 1, "\(found)")
        #expect((2_850...3_150).contains(found[0]))
    }
}
