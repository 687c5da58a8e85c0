"""A draft of a mapping file from an export nobody described: what is seen is filled in, what is not is asked.

Belongs here: the text of the draft. Not here: finding the table (`looking`), telling what cells hold (`holding`) and
what columns mean (`meaning`). No cell of the export stands in it, only forms of cells.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from smm_assets.ingest.contract import NOT_REPORTED, Report
from smm_assets.ingest.recognition.headers import normalised
from smm_assets.ingest.text.months import days_in
from smm_assets.mappings.canonical import TABLES
from smm_assets.mappings.holding import Holding, holding
from smm_assets.mappings.looking import Table, look
from smm_assets.mappings.meaning import LIKELY, Guess, Meaning, meaning
from smm_assets.mappings.model import PERIODS_IN_NAMES

_DATED = ("day", "range", "moment")
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_SNAPSHOTS = ("organic_post", "organic_audience")  # without days of their own they speak of the day they arrived
_PERIODS = ("day", "period_start", "period_end", "date_range")


def suggest(name: str, data: bytes, reports: tuple[Report, ...]) -> str:
    """The draft for the longest table of a file. Raises UsageError when it holds none."""
    table = look(name, data, reports)
    columns = [holding(index, cell, table.column(index)) for index, cell in enumerate(table.header) if cell.strip()]
    found = meaning(_once(columns), reports)
    return "\n".join(_lines(name, table, found)) + "\n"


def _once(columns: Sequence[Holding]) -> list[Holding]:
    """Of columns with the same heading only the first can be named."""
    first: dict[str, Holding] = {}
    for column in columns:
        first.setdefault(normalised(column.heading).text, column)
    return list(first.values())


def _lines(name: str, table: Table, found: Meaning) -> Iterator[str]:
    read = [guess for guess in found.guesses if guess.sure]
    yield f"# Draft of a mapping, made from the header and the forms of cells of {_quoted(name)}."
    yield '# Answer each line with "# ?" (or take it away), then look: smm inspect FILE. Lines after # are not read.'
    yield ""
    yield "network:  # ? how is the network called in the tables? a-z, 0-9 and _, for example my_network"
    yield '# label: "My network"  # what people call it'
    yield _report(found)
    yield "columns:"
    yield from _columns(found)
    yield from _not_read(found)
    yield from _formats(table, [guess.column for guess in found.guesses if guess.target or guess.column.kind in _DATED])
    yield from _money(found, read)
    yield from _edges(table, found)
    if found.report not in _SNAPSHOTS:
        yield from _period(name, table, read)
    yield from _repeats(table, read)


def _report(found: Meaning) -> str:
    if found.certain:
        return f"report: {found.report}"
    return f"report:  # ? what is it? {found.report} is likeliest; one of {', '.join(TABLES)}"


def _columns(found: Meaning) -> Iterator[str]:
    sure = [guess for guess in found.guesses if guess.sure]
    likely = [guess for guess in found.guesses if guess.points >= LIKELY and not guess.sure]
    for guess in sure:
        yield from _column(guess, "")
    for guess in likely:
        yield from _column(guess, "# ")
    if not sure:
        yield "  # ? which of the columns is which? for example day: Date"


def _column(guess: Guess, mark: str) -> Iterator[str]:
    """One column; a doubtful one commented out, with the form of its cells."""
    column, name = guess.column, _quoted(guess.column.heading)
    remark = f"  # likely, take the # away if so; {_like(column)}" if mark else ""
    extra = {}
    if column.kind == "length":
        extra["duration"] = "true"
    if column.missing:
        extra["missing"] = _quoted(list(column.missing))
    if not extra:
        yield f"  {mark}{guess.target}: {name}{remark}"
        return
    described = ", ".join(f"{key}: {value}" for key, value in {"names": name, **extra}.items())
    yield f"  {mark}{guess.target}: {{{described}}}{remark}"


def _not_read(found: Meaning) -> Iterator[str]:
    for guess in found.guesses:
        if guess.points < LIKELY:
            why = "a ratio, never read" if guess.ratio else _like(guess.column)
            yield f"  # not read: {_quoted(guess.column.heading)}  # {why}"


def _like(column: Holding) -> str:
    forms = " and ".join(f"'{text}'" for text in column.forms)
    return f"cells like {forms}" if forms else "no cells"


def _formats(table: Table, columns: Sequence[Holding]) -> Iterator[str]:
    orders = {column.order for column in columns if column.kind in _DATED}
    told = orders & {"dmy", "mdy"}
    if "?" in orders and not told:
        form = next(column.forms[0] for column in columns if column.order == "?")
        yield f"dates:  # ? dmy (day first) or mdy (month first)? Days are written {form}, none goes beyond the 12th"
    elif len(told) == 1:
        yield f"dates: {told.pop()}"
    numbers = [column for column in columns if column.kind in ("decimal", "count", "share")]
    yield from _decimal(table, numbers)
    marks = {mark for column in numbers for mark in column.missing} - set(NOT_REPORTED)
    if marks:
        yield f"missing: {_quoted(sorted(marks))}"


def _decimal(table: Table, numbers: Sequence[Holding]) -> Iterator[str]:
    marks = {column.numbers.decimal for column in numbers} - {""}
    if table.grid.cells and table.grid.decimal:
        return
    if len(marks) == 1:
        yield f'decimal: "{marks.pop()}"'
    elif len(marks) > 1:
        yield "# Columns differ in their decimal marks; each is read by what its own cells say."
    elif any(column.numbers.ambiguous for column in numbers):
        form = next(column.forms[0] for column in numbers if column.numbers.ambiguous)
        yield f'decimal:  # ? "." or ","? Numbers are written {form}, which may be thousands or fractions'


def _money(found: Meaning, read: Sequence[Guess]) -> Iterator[str]:
    kinds = {column.name: column.kind for column in TABLES[found.report].columns}
    likely = [guess for guess in found.guesses if guess.points >= LIKELY and kinds.get(guess.target) == "money"]
    said = any(guess.target == "currency" for guess in read) or any(guess.column.currency for guess in likely)
    if likely and not said:
        yield "currency:  # ? which currency are the amounts in? A code such as EUR"
    if found.report == "outcome":
        yield "measured_by:  # ? analytics (a web analytics tool) or crm (a shop, a till, a CRM)"
    if found.report == "ads":
        yield '# outcome_sources: ["my_network*"]  # values of utm_source that mean this network'


def _edges(table: Table, found: Meaning) -> Iterator[str]:
    if table.total:
        yield f"totals: {_quoted('^' + re.escape(table.total))}"
    if table.trailer:
        yield f"trailer: {_quoted('^' + re.escape(table.trailer))}"


def _period(name: str, table: Table, read: Sequence[Guess]) -> Iterator[str]:
    """Where the days come from when no column says them."""
    if {guess.target for guess in read} & set(_PERIODS) or table.preamble.period:
        return
    for word, pattern in PERIODS_IN_NAMES.items():
        named = re.search(pattern, name)
        if named and all(next(days_in(group), None) for group in named.groups()):
            yield f"period_in_name: {word}"
            return
    yield "# ? which days does it speak of? No column, no line above and no file name says so; such files are held."


def _repeats(table: Table, read: Sequence[Guess]) -> Iterator[str]:
    """Rows that the columns read do not tell apart."""
    kinds = ("day", "range", "moment", "text", "id", "currency", "address")
    telling = [guess.column.index for guess in read if guess.column.kind in kinds]
    rows = Counter(tuple(row[index].strip() for index in telling if index < len(row)) for row in table.rows)
    again = sum(count - 1 for count in rows.values())
    if again and telling:
        same = " and ".join(guess.target for guess in read if guess.column.index in telling)
        yield f"# ? {again} of {len(table.rows)} rows have the same {same} as an earlier one. Which column not read"
        yield "# tells them apart? Read it, or name it under unsupported: so that such files are refused."


def _quoted(value: object) -> str:
    """YAML of a text or a list of texts on one line, whatever line ends and control characters it holds."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
