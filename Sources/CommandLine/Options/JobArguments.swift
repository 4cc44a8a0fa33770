import ArgumentParser
import Foundation
import Pipeline

extension SyncJob.LogFormat: ExpressibleByArgument {}

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

    @Option(help: "What goes to standard error: text or json, an object a line.")
    var logFormat: SyncJob.LogFormat?

    /// The job with what was typed, and where file and command line are silent, with what `DESKFERRY_…` says.
    func job(_ global: GlobalOptions) throws -> SyncJob {
        var job = try SyncJobParser.load(path, database: try global.database())
        if let database = global.db { job.database = database }
        job.database = URL(fileURLWithPath: job.database).standardizedFileURL.path
        job.actor = global.actor ?? job.actor ?? global.agent
        job.reportDirectory = job.reportDirectory ?? Environment["REPORT_DIR"]
        job.timeout = try timeout.map(Parsing.duration) ?? job.timeout
        job.wait = try wait.map(Parsing.duration) ?? job.wait ?? Environment["WAIT"].map(Parsing.duration)
        job.memory = try job.memory ?? Environment["MEMORY"].map(Parsing.size)
        job.metricsFile = metricsFile ?? job.metricsFile
        job.logFormat = logFormat ?? job.logFormat
        return job
    }
}
