"""The tables that make_equivalence.py writes in every format: cells with their kind, and their text in a CSV file."""

import datetime as dt
from collections import namedtuple

# `formula`: the value is what it has come to. `format`: a number format code; else the kind's own.
Cell = namedtuple("Cell", "kind value format formula", defaults=(None, None))

FORMATS = {"date": "dd/mm/yyyy", "datetime": "yyyy-mm-dd hh:mm:ss", "time": "hh:mm", "elapsed": "[h]:mm:ss"}


def text(value, formula=None):
    return Cell("text", value, None, formula)


def rich(*runs):
    """A text of several runs, every second one bold."""
    return Cell("rich", runs)


def link(url, shown):
    return Cell("link", (url, shown))


def number(value, format=None, formula=None):
    return Cell("number", value, format, formula)


def date(*day, formula=None):
    return Cell("date", dt.date(*day), FORMATS["date"], formula)


def moment(*when, formula=None):
    return Cell("datetime", dt.datetime(*when), FORMATS["datetime"], formula)


def time(*clock):
    return Cell("time", dt.time(*clock), FORMATS["time"])


def elapsed(**parts):
    return Cell("elapsed", dt.timedelta(**parts), FORMATS["elapsed"])


def boolean(value, formula=None):
    return Cell("boolean", value, None, formula)


NOT_AVAILABLE = Cell("error", "#N/A", None, "=NA()")
PAINTED = Cell("blank", None)  # has a format, but no value
_ = None

TABLES = {
    "Tickets": [
        "number subject description contact account status created_at due_at closed_at call_back handling score".split(),
        [number(1001), text("Printer prints blank pages"), text("Floor 3.\nRoom 312.\n\nThank you"),
         text("zofia@lodz.example"), text("Zakłady Łódź sp. z o.o."), text("open"), moment(2024, 3, 1, 10, 20, 30),
         moment(2024, 3, 4, 10, 20, 30, formula="=G2+3"), _, time(14, 30), elapsed(hours=26, minutes=30), number(0.3)],
        [number(1002), rich("Where is ", "invoice 00017", "?"), _, text("wei@beijing.example"), _, text("closed"),
         moment(2024, 2, 29, 0, 0, 0), _, moment(2024, 12, 31, 23, 59, 59), time(8, 0),
         elapsed(minutes=45, seconds=5), number(-0.5)],
        [number(1003), text("=SUM(A1:A3) is no formula here"), text("x" * 300), text("ines@setubal.example"), _,
         text("pending"), moment(2023, 12, 31, 23, 30, 0), moment(2024, 1, 31, 12, 0, 0), _, _, _, number(1e-7)],
        [],
        [number(1004, formula="=A4+1"), text("12E4"), text("“Quoted”, 'so', \"or so\" & <b>tagged</b>"),
         text("bob@acme.example"), text("Acme Ltd"), text("open"), moment(2024, 7, 1, 6, 5, 4), _, _, _, _,
         number(12345678.25)],
    ],
    "Contacts": [
        "external_id first_name last_name email account phone birthday sees_account_tickets description".split(),
        [number(1, "000000"), text("Zofia"), text("Żółkiewska"), text("zofia@lodz.example"),
         text("Zakłady Łódź sp. z o.o."), text("+48 42 123 45 67"), date(1987, 1, 16), boolean(True), _],
        [number(42, "000000"), text("伟"), text("欧阳"), text("wei@beijing.example"), text("星海软件 𠮷 集团"),
         number(861012345678), date(2000, 2, 29), boolean(False), text("emoji 🙂 and line\nbreak")],
        [number(999999, "000000"), text("Inês"), text("Conceição"), text("ines@setubal.example", "=\"ines@\"&\"setubal.example\""), _, _,
         date(1999, 12, 31, formula="=DATE(1999,12,31)"), boolean(True, formula="=TRUE()"), _],
        [text("A-17"), text("Bob"), text("O'Neill"), link("mailto:bob@acme.example", "bob@acme.example"),
         text("Acme Ltd"), text("0044 20 7946 0000"), _, _, text("  spaces around  ")],
        [PAINTED] * 9,
        [PAINTED] * 9,
    ],
    "Accounts": [
        ("external_id name account_number website email employees annual_revenue street city postal_code country "
         "discount customer_since").split(),
        [text("188974000000011001"), text("Zakłady Łódź sp. z o.o."), number(7, "00000"),
         link("https://www.lodz.example/", "https://www.lodz.example/"), text("biuro@lodz.example"), number(120),
         number(1200000.5, '#,##0.00 "zł"'), text("ul. Piotrkowska 61"), text("Łódź"), text("90-361"), text("Poland"),
         number(0.125, "0.0%"), date(2019, 5, 17)],
        [text("188974000000011002"), text("星海软件 𠮷 集团"), number(12345, "00000"), _, _,
         number(12, formula="=3*4"), number(4875000), _, text("北京"), number(100000, "000000"), text("China"),
         number(0.05, "0%"), _],
        [text("188974000000011003"), text("Acme Ltd"), text("00042"), _, _, NOT_AVAILABLE, number(0.1 + 0.2), _,
         text("Görlitz"), number(2826, "00000"), text("Germany"), _, date(2024, 12, 31)],
    ],
}


def csv_text(cell):
    """What a person would type into a CSV file for the cell."""
    if cell is None or cell.value is None:
        return ""
    return {
        "text": lambda value: value,
        "rich": "".join,
        "link": lambda value: value[1],
        "number": lambda value: plain(value, cell.format),
        "date": dt.date.isoformat,
        "datetime": dt.datetime.isoformat,
        "time": dt.time.isoformat,
        "elapsed": iso_duration,
        "boolean": lambda value: "TRUE" if value else "FALSE",
        "error": lambda value: value,
    }[cell.kind](cell.value)


def plain(value, format):
    if format and set(format) == {"0"}:
        return str(value).zfill(len(format))
    return f"{value:.15f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def iso_duration(value):
    seconds = int(value.total_seconds())
    parts = [(seconds // 3600, "H"), (seconds // 60 % 60, "M"), (seconds % 60, "S")]
    return "PT" + "".join(f"{count}{unit}" for count, unit in parts if count)
