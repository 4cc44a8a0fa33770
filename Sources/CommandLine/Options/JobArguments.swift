import ArgumentParser
import Foundation
import Pipeline

/// What the command line says of a job; it wins over the job file.
struct JobArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("The job file.", valueName: "job"))
    var path: String

    @Option(
        help: ArgumentHelp("Stop the run, with nothing written, after this time, such as 2h.", valueName: "duration"))
    var timeout: String?

    @Option(help: ArgumentHelp("How long to wait for another run, such as 60s or 10m.", valueName: "duration"))
    var wait: String?

    @Option(help: ArgumentHelp("Write figures of the run for Prometheus to this file.", valueName: "file"))
    var metricsFile: String?

    @OptionGroup var logging: LogOption

    /// The job with what was typed, and where file and command line are silent, with what `DESKFERRY_…` says.
    ///
    /// - Parameter log: tells what happens as the job file says, unless the command line does.
    func job(_ global: GlobalOptions, _ log: RunLog) throws -> SyncJob {
        var job = try SyncJobParser.load(path, database: try global.database())
        try logging.apply(to: log, or: job.logFormat)
        log.set("job", job.name)
        if let database = global.db { job.database = database }
        job.database = Self.absolute(job.database)
        job.actor = global.actor ?? job.actor ?? global.agent
        job.reportDirectory = job.reportDirectory ?? Environment["REPORT_DIR"]
        job.timeout = try timeout.map(Parsing.duration) ?? job.timeout
        job.wait = try wait.map(Parsing.duration) ?? job.wait ?? Environment["WAIT"].map(Parsing.duration)
        job.memory = try job.memory ?? Environment["MEMORY"].map(Parsing.size)
        job.metricsFile = metricsFile.map(Self.absolute) ?? job.metricsFile
        return job
    }

    /// The same options for another call of the program, from any folder.
    func words(_ global: GlobalOptions) throws -> [String] {
        let isDatabaseNamed = try !SyncJobParser.load(path, database: "").database.isEmpty
        let database = try global.db ?? (isDatabaseNamed ? nil : global.database())
        let given = [
            ("--db", database.map(Self.absolute)), ("--as", global.actor), ("--timeout", timeout), ("--wait", wait),
            ("--metrics-file", metricsFile.map(Self.absolute)), ("--log-format", logging.logFormat?.rawValue),
        ]
        return given.flatMap { option, value in value.map { [option, $0] } ?? [] }
    }

    private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
}
