import ArgumentParser
import Pipeline
import Reporting
import Tables

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look whether the database is sound: file, schema, references, keys.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            let findings = try Inspection(try global.database()).examine()
            let isHealthy = findings.allSatisfy(\.isHealthy)
            if global.json {
                Terminal.write(try ReportJSON.encode(findings), to: 1)
            } else if !global.quiet {
                for finding in findings {
                    global.terminal.print((finding.isHealthy ? "ok      " : "trouble ") + finding.check)
                    for detail in finding.details { global.terminal.print("        " + detail) }
                }
                global.terminal.print(isHealthy ? "The database is sound." : "The database needs attention.")
            }
            if !isHealthy { throw ExitCode(ExitStatus.unavailable.rawValue) }
        }
    }
}

struct RecoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "Take back what an interrupted run has left.")

    @OptionGroup var global: GlobalOptions

    @OptionGroup var reports: ReportFolderOption

    func run() throws {
        try FailureText.guarding(global) {
            let recovery = try Recovery(database: try global.database(), reports: reports.path).run()
            if global.json { return Terminal.write(try ReportJSON.encode(recovery), to: 1) }
            guard !global.quiet else { return }
            global.terminal.print(
                recovery.wasInterrupted
                    ? "An interrupted run was taken back; the database is as it was before."
                    : "No run was interrupted; the database needed nothing.")
            if recovery.folders > 0 { global.terminal.print("Left-over report folders cleared: \(recovery.folders).") }
        }
    }
}
