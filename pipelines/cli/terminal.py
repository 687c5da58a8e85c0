"""What reaches the terminal: plain lines, aligned tables, JSON, and errors as "what" and "cure".

Belongs here: writing to stdout and stderr safely (names from exports may hold control characters). Not here: what is
said, which the commands and `page.py` decide.
"""

import json
import math
import os
import re
import shlex
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import typer

from smm_assets.errors import ConfigurationError, SmmError
from smm_assets.report.visible import visible as safe

WIDTH = 120
LONGEST_NAME = 36  # in a column beside figures
INTERRUPTED = 130  # what a shell calls a program that Ctrl-C ended
LEAST_WIDTH, PIPED_WIDTH, MOST_WIDTH = 60, 100, 140
# what JSON may hold as it is although terminals act on it: controls of 8 bits, marks that hide text or turn it around
_ACTING = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")

if TYPE_CHECKING:
    from rich.console import Console


def width(text: str) -> int:
    """Columns the text takes on a terminal; East Asian wide characters take two, combining marks none."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def is_colourful(stream: TextIO) -> bool:
    """Whether colours go there: to a terminal that knows them. NO_COLOR forbids them, FORCE_COLOR asks for them."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or is_lively(stream)


def is_lively(stream: TextIO) -> bool:
    """Whether a line there may change: a terminal, and not one that only takes text."""
    return stream.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")


def page_width() -> int:
    """Columns a page may take: those of the terminal (or COLUMNS), 100 elsewhere."""
    return max(LEAST_WIDTH, min(MOST_WIDTH, shutil.get_terminal_size((PIPED_WIDTH, 24)).columns))


def show_line(text: str, *, err: bool = False) -> None:
    """A line of a page: control characters shown, and on a terminal broken between words where it is too long."""
    stream = sys.stderr if err else sys.stdout
    columns = shutil.get_terminal_size((WIDTH, 24)).columns if stream.isatty() else None
    for line in fitted(safe(text), columns):
        typer.echo(line, err=err)


def fitted(line: str, columns: int | None) -> list[str]:
    """The line in pieces no longer than so many columns, later ones indented by two more. None: as it is."""
    if columns is None or width(line) <= columns:
        return [line]
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return textwrap.wrap(
        line,
        max(columns, LEAST_WIDTH // 2),
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )


def console(*, error: bool = False, wide: bool = True) -> "Console":
    """A rich console. wide: lines are left as long as they are; else they end at the width of the page."""
    from rich.console import Console

    colourful = is_colourful(sys.stderr if error else sys.stdout)
    is_plain = os.environ.get("TERM") in ("dumb", "unknown")
    return Console(
        stderr=error,
        highlight=False,
        soft_wrap=wide,
        width=None if wide else page_width(),
        force_terminal=colourful,
        color_system=("standard" if is_plain else "auto") if colourful else None,
    )


def print_json(value: object) -> None:
    """Write one JSON document to stdout and nothing else; what would act on a terminal stands there escaped."""
    text = json.dumps(plain(value), ensure_ascii=False, indent=2, allow_nan=False)
    sys.stdout.write(_ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def plain(value: Any) -> Any:
    """The value as JSON types: moments and days in ISO form, decimals as numbers, everything unknown as null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, str) or value is None or isinstance(value, bool):
        return value
    if isinstance(value, Decimal):
        return _number(float(value)) if value.is_finite() else None
    if isinstance(value, (datetime, date)):
        return value.isoformat() if value == value else None  # NaT is not equal to itself
    if isinstance(value, Iterable):
        return [plain(item) for item in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if hasattr(value, "item"):  # numpy scalar
        value = value.item()
    if isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return _number(value) if math.isfinite(value) else None
    return None if type(value).__name__ in ("NAType", "NaTType") else str(value)


def _number(value: float) -> float | int:
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def brief(name: str) -> str:
    """A name as a column has room for it: a long one would push the figures beside it off the screen."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def aligned(header: Sequence[str], rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> list[str]:
    """Lines of a plain table without borders; columns numbered in `right` are set flush right."""
    flush, table = set(right), [list(header), *[list(row) for row in rows]]
    widths = [max((width(row[n]) for row in table), default=0) for n in range(len(header))]
    return ["  ".join(_cell(text, widths[n], n in flush) for n, text in enumerate(row)).rstrip() for row in table]


def _cell(text: str, size: int, flush_right: bool) -> str:
    blank = " " * (size - width(text))
    return blank + text if flush_right else text + blank


def show_error(error: SmmError) -> None:
    """What is wrong and what to do, on stderr; all problems of a configuration at once."""
    screen = console(error=True)
    if isinstance(error, ConfigurationError):
        screen.print(f"[bold red]{_how_many(len(error.problems))} in the configuration[/]")
        for problem in error.problems:
            seen = f"{problem.seen}; expected {problem.expected}" if problem.expected else problem.seen
            say(screen, "", f"{problem.where}: {seen}", indent=2)
            if problem.cure:
                say(screen, "cure", problem.cure, indent=4)
        return
    first, *more = error.message.split("\n")
    say(screen, "what", first, style="bold red")
    for line in more:
        say(screen, "", line, indent=6)
    if error.cure:
        say(screen, "cure", error.cure)


def say(screen: "Console", label: str, text: str, *, style: str = "bold", indent: int = 0) -> None:
    """One line with a label; the text is data, never markup."""
    from rich.text import Text

    head = [(" " * indent, "")] + ([(f"{safe(label)}  ", style)] if label else [])
    screen.print(Text.assemble(*head, (safe(text), "")))


def _how_many(count: int) -> str:
    return "1 problem" if count == 1 else f"{count} problems"


def shown(path: Path) -> str:
    """The path as a person would type it: relative when it lies below the working folder."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def typed(path: Path) -> str:
    """The path as it stands in a command that can be copied: in quotes where a shell would take it apart."""
    return shlex.quote(safe(shown(path)))
