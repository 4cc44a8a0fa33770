import Foundation
import Pipeline
import Reporting

/// Redraws the progress bar on standard error a few times a second while a run is on its way.
final class ProgressPrinter: @unchecked Sendable {
    private let timer: any DispatchSourceTimer
    private let terminal: Terminal
    private let control: RunControl
    private let total: Int
    private let start = Date()

    init?(_ terminal: Terminal, control: RunControl, total: Int, quiet: Bool) {
        guard !quiet, terminal.errorIsTerminal else { return nil }
        timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "progress"))
        self.terminal = terminal
        self.control = control
        self.total = total
        timer.schedule(deadline: .now() + 0.5, repeating: 0.2)
        timer.setEventHandler { [self] in draw() }
        timer.resume()
    }

    private func draw() {
        let (bytes, rows) = control.progress
        let bar = ProgressBar(width: terminal.width)
        terminal.error(
            "\r\u{1B}[K" + bar.line(done: bytes, total: total, rows: rows, elapsed: Date().timeIntervalSince(start)))
    }

    func stop() {
        timer.cancel()
        terminal.error("\r\u{1B}[K")
    }
}
