import Foundation
import Testing

@Suite struct ProgramTests {
    @Test func saysItsVersion() throws {
        let result = try Shop().run("--version")
        #expect(result.status == 0)
        #expect(result.output.range(of: #"^\d+\.\d+\.\d+\n$"#, options: .regularExpression) != nil)
    }

    @Test func saysWhichCommandsThereAre() throws {
        let shop = try Shop()
        let alone = try shop.run()
        #expect(alone.status == 0 && alone.output.contains("SUBCOMMANDS") && !alone.output.contains("<words>"))
        let near = try shop.run("improt", "c.csv")
        #expect(near.status == 64 && near.error.contains("There is no command \"improt\". Did you mean import?"))
        let far = try shop.run("frobnicate")
        #expect(far.status == 64 && far.error.contains("`deskferry help` shows all."))
        #expect(try shop.run("--frobnicate").status == 64)
        #expect(try shop.run("help", "import").output.contains("--accept"))
    }
}
