"""Exchange rates: fx.csv in its own layout (date, currency, rate), or the history file of the ECB (Date, USD, JPY …),
under that name or as it is downloaded.

Belongs here: reading rates and answering what a unit was worth on a day. Not here: which amounts are converted.
"""

import bisect
import datetime as dt
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from pathlib import Path

from babel.numbers import list_currencies

from smm_assets.budget.cells import Cells
from smm_assets.budget.sheet import Line, Table, check_header, read_table
from smm_assets.errors import Problem

FILE = "fx.csv"
DOWNLOADED = ("eurofxref-hist.zip", "eurofxref-hist.csv")
LARGEST = 50_000_000  # bytes; the history of all days since 1999 has about 2 million
MAX_AGE = 7
_PLACES = Decimal("0.000000000001")


@dataclass(frozen=True, kw_only=True)
class Rates:
    """Known rates. quotes: currency → (days ascending, what one unit was worth in `reporting` on each)."""

    reporting: str
    quotes: Mapping[str, tuple[tuple[dt.date, ...], tuple[Decimal, ...]]]

    def rate(self, currency: str, day: dt.date, *, max_age: int | None = MAX_AGE) -> Decimal | None:
        """What one unit was worth on the day: that day's rate, else the last one at most max_age days older."""
        if currency == self.reporting:
            return Decimal(1)
        days, values = self.quotes.get(currency, ((), ()))
        place = bisect.bisect_right(days, day) - 1
        if place < 0 or (max_age is not None and (day - days[place]).days > max_age):
            return None
        return values[place]


def read_rates(folder: Path, reporting: str, problems: list[Problem]) -> Rates:
    """Rates of the files in the folder; none when there are none. What is wrong goes to `problems`.

    Where two files know a currency on a day, fx.csv counts, for it is written by hand.
    """
    found: dict[str, dict[dt.date, Decimal]] = {}
    for name in (*DOWNLOADED, FILE):
        if (folder / name).is_file():
            for currency, days in _of_file(folder / name, reporting, problems).items():
                found.setdefault(currency, {}).update(days)
    return Rates(reporting=reporting, quotes={name: _sorted(days) for name, days in sorted(found.items())})


def rate_rows(rates: Rates, currencies: Iterable[str], days: Iterable[dt.date]) -> list[dict[str, object]]:
    """Rows of seed_fx: the rate of every currency on every day it is known."""
    days = list(days)
    rows = []
    for currency in sorted({*currencies, rates.reporting}):
        for day in days:
            rate = rates.rate(currency, day)
            if rate is not None:
                rows.append({"date": day, "currency": currency, "rate": rate})
    return rows


def _of_file(path: Path, reporting: str, problems: list[Problem]) -> dict[str, dict[dt.date, Decimal]]:
    packed = path.suffix == ".zip"
    data = _unpacked(path, problems) if packed else None
    table = Table(file=path.name) if packed and data is None else read_table(path, problems, data=data)
    if {"currency", "rate"} & set(table.header):
        return _own(table, reporting, problems)
    return _history(table, reporting, problems) if table.header else {}


def _unpacked(path: Path, problems: list[Problem]) -> bytes | None:
    """The one table of the archive the ECB offers."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".csv")]
            if len(names) == 1 and archive.getinfo(names[0]).file_size <= LARGEST:
                return archive.read(names[0])
            seen = f"holds {len(names)} tables" if len(names) != 1 else "holds a table that is too large"
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as error:
        seen = f"cannot be read ({error})"
    problems.append(Problem(where=path.name, seen=seen, expected="one CSV table", cure="Download it again"))
    return None


def _own(table: Table, reporting: str, problems: list[Problem]) -> dict[str, dict[dt.date, Decimal]]:
    found: dict[str, dict[dt.date, Decimal]] = {}
    if not check_header(table, ("date", "currency", "rate"), ("date", "currency", "rate"), problems):
        return found
    for line in table.lines:
        cells = Cells(line, problems)
        day, currency, rate = cells.day("date", needed=True), cells.currency(), _positive(cells, "rate")
        if day is None or currency is None or rate is None:
            continue
        days = found.setdefault(currency, {})
        if day in days and days[day] != rate:
            cells.wrong("rate", f"a second rate for {currency} on {day}", str(days[day]), "Keep one of them")
        if currency == reporting and rate != 1:
            cells.wrong("rate", f"{rate} for the reporting currency", "1", "Rates are in the reporting currency")
        days[day] = rate
    return found


def _history(table: Table, reporting: str, problems: list[Problem]) -> dict[str, dict[dt.date, Decimal]]:
    """The ECB file quotes units of each currency for one euro; every line becomes rates in the reporting currency."""
    codes = [name for name in table.header if name.upper() in list_currencies()]
    if "date" not in table.header or not codes:
        expected = "date, currency, rate, or the ECB history file (Date, USD, JPY …)"
        problems.append(table.wrong(", ".join(table.header), expected, "Name the columns so"))
        return {}
    if reporting != "EUR" and reporting.casefold() not in codes:
        seen = f"no column {reporting}, the reporting currency"
        problems.append(table.wrong(seen, cure="Use the own layout: date, currency, rate"))
        return {}
    found: dict[str, dict[dt.date, Decimal]] = {}
    for line in table.lines:
        cells = Cells(_without_gaps(line), problems)
        day = cells.day("date", needed=True)
        quotes = {code.upper(): _positive(cells, code) for code in codes if code in cells.line.cells}
        quotes["EUR"] = Decimal(1)
        base = quotes.get(reporting)
        for currency, quote in quotes.items():
            if day is not None and base is not None and quote is not None:
                found.setdefault(currency, {})[day] = _quotient(base, quote)
    return found


def _quotient(base: Decimal, quote: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec = 40
        return (base / quote).quantize(_PLACES)


def _positive(cells: Cells, column: str) -> Decimal | None:
    value = cells.line.cells.get(column)
    if isinstance(value, str) and value.count(".") + value.count(",") == 1 and " " not in value:
        value = value.replace(",", ".")
        try:
            rate = Decimal(value)
        except ArithmeticError:
            cells.wrong(column, f"'{value}'", "a rate such as 0.0105")
            return None
    else:
        found = cells.amount(column, needed=True)
        if found is None:
            return None
        rate = found
    if rate <= 0:
        cells.wrong(column, f"{rate}", "a rate above 0")
        return None
    return rate


def _without_gaps(line: Line) -> Line:
    kept = {name: cell for name, cell in line.cells.items() if str(cell).upper() not in ("N/A", "-")}
    return Line(file=line.file, number=line.number, cells=kept)


def _sorted(days: Mapping[dt.date, Decimal]) -> tuple[tuple[dt.date, ...], tuple[Decimal, ...]]:
    ordered = sorted(days)
    return tuple(ordered), tuple(days[day] for day in ordered)
