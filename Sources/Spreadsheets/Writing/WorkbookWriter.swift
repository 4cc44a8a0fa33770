import CXlsxWriter
import Glibc
import Tables

/// Writes a workbook (XLSX), sheet by sheet and row by row, in constant memory. Used by one thread.
///
/// Each sheet keeps a temporary file open until `close`, which puts the workbook together. libxlsxwriter does not look
/// at what becomes of its temporary files, so a workbook counts as written only once `close` has read it again and has
/// found every cell (`WorkbookCheck`).
package final class WorkbookWriter {
    package let path: String
    /// Nil once it is closed.
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private var sheets: [SheetWriter] = []
    private var names = SheetNames()
    private let formats: WrittenFormats

    /// Parts of more bytes than this may need the large variant of the ZIP format, which old programs cannot read.
    private static let largeBytes = 400 << 20

    /// `temporaryFolder` takes as much as the workbook has, unpacked; `expectedBytes` is how much text it will hold.
    package init(path: String, temporaryFolder: String, expectedBytes: Int = 0) throws(ImportFailure) {
        self.path = path
        try Self.checkPlace(path)
        let workbook: UnsafeMutablePointer<lxw_workbook>? = temporaryFolder.withCString { folder in
            var options = lxw_workbook_options()
            options.constant_memory = 1
            options.tmpdir = UnsafeMutablePointer(mutating: folder)
            options.use_zip64 = expectedBytes > Self.largeBytes ? 1 : 0
            return workbook_new_opt(path, &options)
        }
        guard let workbook else { throw .unwritable(path, LXW_ERROR_MEMORY_MALLOC_FAILED, errno: ENOMEM) }
        self.workbook = workbook
        formats = WrittenFormats(workbook)
    }

    deinit {
        if let workbook { lxw_workbook_free(workbook) }
    }

    /// The library learns only at the very end that it may not write there.
    private static func checkPlace(_ path: String) throws(ImportFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .unwritable(path, LXW_ERROR_CREATING_XLSX_FILE, errno: errno) }
        Glibc.close(descriptor)
    }

    /// A new sheet behind the others; its name is made fit for a workbook and unlike the others'.
    package func addSheet(_ name: String) throws(ImportFailure) -> SheetWriter {
        guard let workbook else { preconditionFailure("the workbook is closed") }
        errno = 0
        let name = names.add(name)
        guard let sheet = workbook_add_worksheet(workbook, name) else {
            throw .unwritable(path, LXW_ERROR_CREATING_TMPFILE, errno: errno)
        }
        let writer = SheetWriter(sheet, name: name, path: path, formats: formats)
        sheets.append(writer)
        return writer
    }

    /// Puts the workbook together and makes sure that it is whole. A workbook without sheets gets an empty one.
    package func close() throws(ImportFailure) {
        guard let workbook else { return }
        for sheet in sheets { try sheet.finish() }
        self.workbook = nil
        errno = 0
        let status = workbook_close(workbook)
        if status != LXW_NO_ERROR {
            let number = errno
            unlink(path)
            throw .unwritable(path, status, errno: number)
        }
        if !WorkbookCheck(path: path).isWhole(sheets.map(\.content)) {
            unlink(path)
            throw .notWhole(path)
        }
    }
}
