import ArgumentParser
import Foundation
import Pipeline
import Tables

struct SyncInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a job file for files, as a start.",
        discussion: """
            Dates and numbers in the names of the files become patterns; presets that fit are named. The file runs as it \
            is, if every file is recognised, and says in comments what else a job may be told.
            """)

    @Argument(help: ArgumentHelp("Files and folders of one delivery.", valueName: "file"))
    var files: [String]

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write, job.yaml unless said otherwise.", valueName: "file")
    )
    var output = "job.yaml"

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.guarding(global) {
            var options = RunOptions()
            options.sources = files
            options.database = try global.database()
            options.actor = global.agent
            let folder = PathName.folder(of: URL(fileURLWithPath: output).standardizedFileURL.path)
            let draft = try SyncJobDraft(options, folder: folder)
            try FileOutput.write(draft.text.utf8, to: output, replacing: false)
            guard !global.quiet else { return }
            for gap in draft.gaps { global.terminal.error(gap + "\n") }
            global.terminal.error("Written to \(output). To try it: deskferry sync check \(output)\n")
        }
    }
}

struct SyncTimerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timer",
        abstract: "Print what makes a job come every day: a systemd service and timer, a crontab line.")

    @OptionGroup var arguments: JobArguments

    @Option(help: ArgumentHelp("The time of day.", valueName: "hh:mm"))
    var at = "03:00"

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write service and timer into this folder, such as /etc/systemd/system.", valueName: "dir"))
    var output: String?

    @OptionGroup var global: GlobalOptions

    func run() throws {
        try FailureText.printing(global) {
            let timer = try SyncTimer(try arguments.job(global, .silent()), words: try arguments.words(global), at: at)
            guard let output else { return global.terminal.print(timer.text) }
            let name = PathName.joined(output, timer.unit)
            try FileOutput.write(timer.service.utf8, to: name + ".service")
            try FileOutput.write(timer.timer.utf8, to: name + ".timer")
            if !global.quiet { global.terminal.print("Written to \(name).service and .timer.") }
        }
    }
}

struct SyncSchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of job files, for editors.")

    @OptionGroup var global: GlobalOptions

    func run() throws { Terminal.write(Array(SyncJobSchema.json.utf8), to: STDOUT_FILENO) }
}
