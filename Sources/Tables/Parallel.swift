import Foundation
import Synchronization

/// Work that is done side by side, on as many threads as the machine has processors.
package enum Parallel {
    /// What becomes of each input, in their order.
    package static func map<Input: Sendable, Output: Sendable>(
        _ inputs: [Input], _ transform: @Sendable (Input) -> Output
    ) -> [Output] {
        let outputs = Mutex([Output?](repeating: nil, count: inputs.count))
        DispatchQueue.concurrentPerform(iterations: inputs.count) { index in
            let output = transform(inputs[index])
            outputs.withLock { $0[index] = output }
        }
        return outputs.withLock { $0.map { $0! } }
    }
}
