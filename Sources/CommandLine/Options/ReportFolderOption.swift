import ArgumentParser

/// Where reports are: of the commands that write them or look for them.
struct ReportFolderOption: ParsableArguments {
    @Option(help: ArgumentHelp("Where reports are; usually runs/ beside the database.", valueName: "dir"))
    var reportDir: String?

    /// `--report-dir` or `DESKFERRY_REPORT_DIR`; nil: the usual place.
    var path: String? { reportDir ?? Environment["REPORT_DIR"] }
}
