import Mapping
import Reporting

extension ProposalReport {
    init(_ proposed: ProposedMapping) {
        self.init(
            columns: proposed.columns.map {
                ProposedColumnReport(
                    column: $0.header, field: "\($0.entity).\($0.field)", confidence: $0.confidence,
                    language: $0.language, reason: $0.because)
            })
    }
}
