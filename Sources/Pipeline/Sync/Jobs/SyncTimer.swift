import Foundation
import Mapping
import Tables

/// What makes a job come every night: a systemd service and its timer, or a line of a crontab.
package struct SyncTimer {
    private let job: SyncJob
    private let words: [String]
    private let program: String
    private let hour: Int
    private let minute: Int

    /// - Parameters:
    ///   - words: options to run it with, beside the job file.
    ///   - time: `03:00`.
    package init(
        _ job: SyncJob, words: [String], at time: String, program: String = Presets.executable
    ) throws(ImportFailure) {
        let parts = time.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0..<24).contains(hour),
            (0..<60).contains(minute)
        else { throw .timerTime(time) }
        self.job = job
        self.words = words
        self.program = program
        self.hour = hour
        self.minute = minute
    }

    /// `deskferry-nightly`; the bytes that names of units cannot have are written as systemd does.
    package var unit: String {
        "deskferry-"
            + job.name.utf8.map { byte in
                let isPlain =
                    byte < 0x80 && (Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber)
                return isPlain || "-_.".utf8.contains(byte)
                    ? String(UnicodeScalar(byte)) : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }.joined()
    }

    package var service: String {
        var lines = [
            "[Unit]", "Description=Deskferry sync job \(Self.systemd(job.name))", "", "[Service]", "Type=oneshot",
            "WorkingDirectory=\(Self.systemd(job.folder))",
            "ExecStart=" + ([program, "sync", "run", job.path] + words).map(Self.systemdQuoted).joined(separator: " "),
            "# 1: it went through, and some rows were turned away.", "SuccessExitStatus=1",
        ]
        if let timeout = job.timeout {
            lines.append("# The job ends by itself before; this is for the case that it cannot.")
            lines.append("TimeoutStartSec=\(Int(timeout) + Self.margin)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Seconds that a run may take to end and to tell.
    private static let margin = 300

    package var timer: String {
        """
        [Unit]
        Description=Deskferry sync job \(Self.systemd(job.name)), every day

        [Timer]
        OnCalendar=*-*-* \(Self.two(hour)):\(Self.two(minute)):00
        # A run that was missed because the machine was off is made up for.
        Persistent=true
        RandomizedDelaySec=5min

        [Install]
        WantedBy=timers.target

        """
    }

    package var crontab: String {
        let command = (["\(program)", "sync", "run", job.path, "--quiet"] + words).map(Self.shellQuoted)
        return "\(minute) \(hour) * * * " + command.joined(separator: " ").replacing("%", with: "\\%") + "\n"
    }

    /// All three, each with where it belongs.
    package var text: String {
        """
        # /etc/systemd/system/\(unit).service
        \(service)
        # /etc/systemd/system/\(unit).timer
        \(timer)
        # systemctl daemon-reload && systemctl enable --now \(Self.shellQuoted(unit + ".timer"))

        # Or a line of a crontab (crontab -e):
        # \(crontab)
        """
    }

    // MARK: Escaping

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func systemd(_ text: String) -> String { text.replacing("%", with: "%%") }

    private static func systemdQuoted(_ word: String) -> String {
        let escaped = systemd(word).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
            "$", with: "$$")
        return isPlain(word) ? word : "\"\(escaped)\""
    }

    private static func shellQuoted(_ word: String) -> String {
        isPlain(word) ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }

    private static func isPlain(_ word: String) -> Bool {
        !word.isEmpty
            && word.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-_./:@=+,".utf8.contains(byte)
            }
    }
}

extension ImportFailure {
    fileprivate static func timerTime(_ text: String) -> ImportFailure {
        ImportFailure(
            "timer.time", .usage, "\"\(text)\" is no time of day.", hint: "Write hours and minutes, such as --at 03:00."
        )
    }
}
