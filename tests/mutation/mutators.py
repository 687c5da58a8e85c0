"""What happens to exports on their way: every mutator changes a table so that its facts stay what they are.

Belongs here: the changes. Not here: how a table is written (`tables`) and what must come of it (`judging`). A mutator
returns None where it does not apply. `cut` alone works on bytes.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from smm_assets.ingest.recognition.headers import normalised
from smm_assets.ingest.text.dates import day_order, read_day
from tests.mutation.tables import Table

Mutator = Callable[[Table, random.Random], Table | None]
ENCODINGS = (
    ("utf-8", b""),
    ("utf-8", b"\xef\xbb\xbf"),
    ("utf-16-le", b"\xff\xfe"),
    ("utf-16-be", b"\xfe\xff"),
    ("utf-16-le", b""),
    ("cp1251", b""),
    ("cp1252", b""),
    ("cp1250", b""),
    ("cp932", b""),
    ("cp949", b""),
)
DATES: tuple[Callable[[date], str], ...] = (
    lambda day: day.isoformat(),
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%m/%d/%Y}",
    lambda day: f"{day.month}/{day.day}/{day.year}",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day:%b} {day.day}, {day.year}",
    lambda day: f"{day.day} {day:%B} {day.year}",
    lambda day: f"{day.isoformat()}T00:00:00",
)
STRANGERS = ("Notes", "My score", "Reviewed by", "Betreuer", "Комментарий")
_NUMBER = re.compile(r"^[^\d]*\d[\d,.]*[^\d]*$")


def encoding(table: Table, rng: random.Random) -> Table | None:
    """Saved in another encoding, with or without byte order mark."""
    name, mark = rng.choice(ENCODINGS)
    return replace(table, dialect=replace(table.dialect, encoding=name, mark=mark))


def delimiter(table: Table, rng: random.Random) -> Table | None:
    """Saved with another delimiter."""
    return replace(table, dialect=replace(table.dialect, delimiter=rng.choice([",", ";", "\t", "|"])))


def stated_delimiter(table: Table, rng: random.Random) -> Table | None:
    """A spreadsheet program's `sep=` line above everything."""
    return replace(table, dialect=replace(table.dialect, stated=True, delimiter=rng.choice([",", ";", "\t"])))


def line_ends(table: Table, rng: random.Random) -> Table | None:
    """Saved on another system."""
    return replace(table, dialect=replace(table.dialect, line_end=rng.choice(["\r\n", "\r", "\n"])))


def quotes(table: Table, rng: random.Random) -> Table | None:
    """Every cell quoted."""
    return replace(table, dialect=replace(table.dialect, quote_all=True))


def padded(table: Table, rng: random.Random) -> Table | None:
    """Blank cells at the end of every line, as spreadsheet programs leave them."""
    return replace(table, dialect=replace(table.dialect, padding=rng.randint(1, 4)))


def blank_lines(table: Table, rng: random.Random) -> Table | None:
    """Blank lines at the end."""
    return replace(table, dialect=replace(table.dialect, blank_lines=rng.randint(1, 3)))


def workbook(table: Table, rng: random.Random) -> Table | None:
    """Pasted into a workbook as text, or opened and saved by a spreadsheet program with the table's own settings."""
    english = not table.decimals or set(table.decimals.values()) == {"."}
    style = replace(table.dialect, workbook=rng.choice(["text", "typed"]) if english else "text", stated=False)
    long_ids = any(re.fullmatch(r"\d{16,}", cell) for row in table.records for cell in row)
    return replace(table, dialect=style, asks=table.asks or (style.workbook == "typed" and long_ids))


def column_order(table: Table, rng: random.Random) -> Table | None:
    """Columns in another order; columns of one name keep theirs, for the first of them counts.

    Where there are totals rows only figures move: networks put the label of a total where it stands first.
    """
    places = sorted(table.numbers) if table.totals else list(range(len(table.header)))
    moves = dict(zip(places, rng.sample(places, len(places)), strict=True))
    order = [moves.get(index, index) for index in range(len(table.header))]
    by_name: dict[str, list[int]] = {}
    for index in sorted(order):
        by_name.setdefault(normalised(table.header[index]).text, []).append(index)
    order = [by_name[normalised(table.header[index]).text].pop(0) for index in order]
    if len({len(row) for row in table.records}) > 1:
        return None
    return _picked(table, order)


def extra_column(table: Table, rng: random.Random) -> Table | None:
    """A column somebody added."""
    name = rng.choice(STRANGERS)
    if any(len(row) != len(table.header) for row in table.records):
        return None
    position = rng.randint(0, len(table.header))
    rows = tuple((*row[:position], f"note {rng.randint(1, 99)}", *row[position:]) for row in table.records)
    header = (*table.header[:position], name, *table.header[position:])
    order = [index for index in range(len(header)) if index != position]
    table = replace(table, asks=table.asks or table.closed)
    moved = _moved(table, {old: new for new, old in zip(order, range(len(table.header)), strict=True)})
    return replace(moved, header=header, records=rows)


def duplicate_column(table: Table, rng: random.Random) -> Table | None:
    """A column exported twice under one name."""
    if any(len(row) != len(table.header) for row in table.records):
        return None
    index = rng.choice([source.index for source in table.sources])
    header = (*table.header, table.header[index])
    return replace(table, header=header, records=tuple((*row, row[index]) for row in table.records))


def missing_column(table: Table, rng: random.Random) -> Table | None:
    """A column of figures that was not chosen this time."""
    counts: dict[str, int] = {}
    for source in table.sources:
        counts[source.to] = counts.get(source.to, 0) + 1
    there = [one for one in table.sources if one.index in table.numbers and counts[one.to] == 1]
    there = [one for one in there if one.to not in table.needed]
    if len(there) < 2 or any(len(row) != len(table.header) for row in table.records):
        return None
    gone = rng.choice(there)
    kept = [index for index in range(len(table.header)) if index != gone.index]
    return replace(_picked(table, kept), dropped=(*table.dropped, gone.to))


def header_language(table: Table, rng: random.Random) -> Table | None:
    """Header names in whatever other language the network uses."""
    header = list(table.header)
    for source in table.sources:
        own = normalised(source.heading).text
        others = [name for name in source.field.names if normalised(name).text != own]
        if others and own not in table.markers and rng.random() < 0.7:
            suffix = f" ({source.currency})" if source.currency else ""
            header[source.index] = rng.choice(others) + suffix
    return replace(table, header=tuple(header))


def header_case(table: Table, rng: random.Random) -> Table | None:
    """Header names in another case, with odd spaces and soft hyphens."""
    change = rng.choice(
        [str.upper, str.lower, lambda text: text.replace(" ", "\u00a0"), lambda text: f" {text}\u00ad "]
    )
    kept = [re.search(r"\([A-Z]{3}\)+$", cell) for cell in table.header]
    header = tuple(cell if found else change(cell) for cell, found in zip(table.header, kept, strict=True))
    return replace(table, header=header)


def totals_position(table: Table, rng: random.Random) -> Table | None:
    """Totals rows at the other end of the table."""
    if not table.totals:
        return None
    rows = list(zip(table.lines, table.records, strict=True))
    totals = [row for row in rows if row[0] in table.totals]
    others = [row for row in rows if row[0] not in table.totals]
    moved = [*totals, *others] if rng.random() < 0.5 else [*others, *totals]
    return replace(table, records=tuple(cells for _, cells in moved), lines=tuple(line for line, _ in moved))


def number_locale(table: Table, rng: random.Random) -> Table | None:
    """Figures written with decimal comma, thousands with points."""
    if not table.decimals or set(table.decimals.values()) != {"."} or table.dialect.workbook == "typed":
        return None
    swap = str.maketrans(".,", ",.")
    rows = tuple(
        tuple(
            cell.translate(swap) if index in table.numbers and _NUMBER.match(cell) else cell
            for index, cell in enumerate(row)
        )
        for row in table.records
    )
    lengths = [one.index for one in table.sources if one.field.duration]
    if any(mark in row[index] for row in rows for index in lengths if index < len(row) for mark in ".,"):
        return None
    style = replace(table.dialect, delimiter=rng.choice([";", "\t", ","]))
    return replace(table, records=rows, dialect=style, decimals=dict.fromkeys(table.decimals, ","))


def date_format(table: Table, rng: random.Random) -> Table | None:
    """Days written another way, one way in the whole table."""
    write = rng.choice(DATES)
    rows = []
    for line, row in zip(table.lines, table.records, strict=True):
        cells = list(row)
        for index in table.days & set(range(len(row))):
            day = read_day(row[index], table.orders.get(index, "ymd"))
            if ":" in row[index] or (day is None and line not in table.totals and row[index].strip()):
                return None
            cells[index] = write(day) if day else row[index]
        rows.append(tuple(cells))
    texts = {row[index] for row in rows for index in table.days if index < len(row)}
    asks = table.asks or day_order(texts) == "?"
    return replace(table, records=tuple(rows), asks=asks) if table.days else None


def cut(data: bytes, table: Table, rng: random.Random) -> bytes:
    """The end of the file lost, somewhere behind the header."""
    top = replace(table, records=(), dialect=replace(table.dialect, blank_lines=0)).write()
    return data[: rng.randint(min(len(top), len(data) - 1), len(data) - 1)]


def _picked(table: Table, order: Sequence[int]) -> Table:
    header = tuple(table.header[index] for index in order)
    records = tuple(tuple(row[index] for index in order if index < len(row)) for row in table.records)
    moved = _moved(table, {old: new for new, old in enumerate(order)})
    return replace(moved, header=header, records=records)


def _moved(table: Table, places: dict[int, int]) -> Table:
    """What is known of columns, after they moved."""
    sources = tuple(replace(one, index=places[one.index]) for one in table.sources if one.index in places)
    decimals = {places[index]: mark for index, mark in table.decimals.items() if index in places}
    orders = {places[index]: order for index, order in table.orders.items() if index in places}
    return replace(table, sources=sources, decimals=decimals, orders=orders)


MUTATORS: tuple[Mutator, ...] = (
    encoding,
    delimiter,
    stated_delimiter,
    line_ends,
    quotes,
    padded,
    blank_lines,
    workbook,
    column_order,
    extra_column,
    duplicate_column,
    missing_column,
    header_language,
    header_case,
    totals_position,
    number_locale,
    date_format,
)
