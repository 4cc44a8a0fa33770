/// What speaks for an entity where a table does not say what its rows are.
package struct Recognition: Sendable, Hashable {
    /// How much does so before anything is known of the table: people are customers unless something speaks of agents.
    package let prior: Double
    /// Words in the names of files that may mean this entity or others.
    package let vagueNames: Set<String>

    package init(prior: Double = 0, vagueNames: Set<String> = []) {
        self.prior = prior
        self.vagueNames = vagueNames
    }
}

extension Catalog {
    /// What the records of a table are most likely to be.
    package static let likeliest = entities.max { $0.recognition.prior < $1.recognition.prior } ?? actors
}
