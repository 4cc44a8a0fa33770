import Foundation
import Testing

@Suite struct ProgramTests {
    @Test func saysItsVersion() throws {
        let result = try Shop().run("--version")
        #expect(result.status == 0)
        #expect(result.output.range(of: #"^\d+\.\d+\.\d+\n$"#, options: .regularExpression) != nil)
    }
}
