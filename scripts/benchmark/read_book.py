"""Reads the first sheet of a workbook to text with one of the libraries that people use, in its fastest way to do so.

    python3 read_book.py READER PATH        reads it and says nothing: this is what is timed

Imported, `READERS[name](path)` gives whatever the library makes, and `rows(name, path)` its rows.
"""

import glob
import os
import sys


def read_with_calamine(path):
    """Row by row: keeping the whole sheet takes half as long again."""
    import python_calamine
    for row in python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows():
        yield list(map(str, row))


def read_with_fastexcel(path):
    """An Arrow batch, all columns text. `load_sheet` and then `to_arrow` takes longer."""
    import fastexcel
    return fastexcel.read_excel(path).load_sheet_eager(0, dtypes="string", header_row=None)


def read_with_polars(path):
    """The same library below, and a data frame above it."""
    import polars
    return polars.read_excel(path, engine="calamine", has_header=False, read_options={"dtypes": "string"})


def read_with_duckdb(path):
    """A table of texts in memory; COPY to a CSV file takes longer. The extension comes as a package from PyPI, and
    DuckDB loads it only with the signature of its makers."""
    connection = duckdb_with_excel()
    connection.execute("CREATE TABLE sheet AS FROM read_xlsx(?, all_varchar = true, header = false)", [path])
    return connection.execute("FROM sheet")


def duckdb_with_excel():
    import duckdb
    import duckdb_extension_excel
    folder = os.path.dirname(duckdb_extension_excel.__file__)
    extension, = glob.glob(os.path.join(folder, "extensions", "*", "excel.duckdb_extension"))
    connection = duckdb.connect()
    connection.execute(f"LOAD '{extension}'")
    return connection


READERS = {"python-calamine": read_with_calamine, "fastexcel": read_with_fastexcel, "polars": read_with_polars,
           "DuckDB": read_with_duckdb}


def rows(name, path):
    sheet = READERS[name](path)
    if name == "fastexcel":
        import polars
        return polars.DataFrame(sheet).iter_rows()
    if name == "polars":
        return sheet.iter_rows()
    if name == "DuckDB":
        return iter(sheet.fetchone, None)
    return sheet


def main():
    name, path = sys.argv[1:]
    sheet = READERS[name](path)
    if name == "python-calamine":
        for _ in sheet:
            pass


if __name__ == "__main__":
    main()
