"""What the export doctor says in the terminal.

Belongs here: lines of text for diagnoses. Not here: making them (`diagnosis.py`).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import typer

from pipelines.cli.terminal import aligned, console, safe, say
from smm_assets.report.words import plural

if TYPE_CHECKING:
    from rich.console import Console

    from pipelines.cli.diagnosis import Diagnosis
    from smm_assets.ingest.recognition.nearest import Near

SATISFIED = 100
NOT_LOADED = {
    "held": "waits for an answer",
    "quarantined": "damaged, would be quarantined",
    "unrecognised": "not recognised",
    "left_out": "known, no table has a use for it",
    "empty": "empty",
    "unseen": "too large to look at quickly",
}
_LABEL = 9
_NAMES = 4


def show(found: "Iterable[Diagnosis]") -> None:
    """Print every diagnosis."""
    screen = console()
    for one in found:
        _show(screen, one)


def _show(screen: "Console", one: "Diagnosis") -> None:
    name = f"{one.file} [{one.part}]" if one.part else one.file
    say(screen, name, NOT_LOADED.get(one.outcome, "can be loaded"))
    for line in aligned(["", ""], [[label.ljust(_LABEL), text] for label, text in _facts(one)])[1:]:
        typer.echo("  " + safe(line))
    for label, texts in (("problem", one.problems), ("advice", one.advice)):
        for text in texts:
            say(screen, label, text, indent=2)


def _facts(one: "Diagnosis") -> Iterator[tuple[str, str]]:
    shown = {
        "what": f"{one.title} ({one.network}, {one.report})" if one.recognised else "",
        "how sure": _sure(one),
        "read": f"{one.read}; what follows rests on that" if one.sampled else "",
        "level": " by ".join(part for part in (one.level, one.grain) if part),
        "period": _period(one),
        "account": one.account or "",
        "currency": one.currency or "",
        "rows": _rows(one),
        "header": f"line {one.header_row}" if one.header_row else "",
        "totals": _totals(one),
        "text": " · ".join(part for part in (one.encoding, one.locale) if part),
        "sums": " · ".join(f"{key} {value:,.2f}".removesuffix(".00") for key, value in one.sums.items()),
    }
    yield from ((label, text) for label, text in shown.items() if text)
    yield from _many("read as", _read_as(one.evidence))
    label = "closest" if not one.did_you_mean else "meant"
    yield from _many(label, (line for item in one.nearest[:2] for line in _near(item)))


def _many(label: str, lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines):
        yield "" if number else label, line


def _period(one: "Diagnosis") -> str:
    if one.period_start is None:
        return ""
    return f"{one.period_start} to {one.period_end}" + (", perhaps longer" if one.sampled else "")


def _rows(one: "Diagnosis") -> str:
    if one.rows is not None:
        return f"{one.rows:,}"
    return f"about {one.rows_estimated:,}" if one.rows_estimated is not None else ""


def _totals(one: "Diagnosis") -> str:
    said = [f"line {', '.join(map(str, one.totals_rows[:5]))}"] if one.totals_rows else []
    beyond = one.totals_found - len(one.totals_rows)
    return ", ".join([*said, f"{plural(beyond, 'row')} further down"] if beyond else said)


def _sure(one: "Diagnosis") -> str:
    """Every known report is scored; 100 means that all it needs is there."""
    others = [(title, score) for title, score in one.scores if title != one.title or not one.recognised]
    if not one.recognised:
        best = f", best score {others[0][1]:.0f} of the {SATISFIED} needed" if others else ""
        return f"{one.sure}{best}" if one.outcome in ("unrecognised", "held") and (one.scores or one.nearest) else ""
    score = f"score {one.score:.0f}" if one.score is not None else ""
    if one.sure == "certain":
        second = f"; next {others[0][0]} with {others[0][1]:.0f}" if others else ""
        return f"certain: no other report fits ({score}, {SATISFIED} needed{second})"
    return f"{one.sure}: best of several ({score}; next {others[0][0]} with {others[0][1]:.0f})"


def _read_as(evidence: Mapping[str, str]) -> Iterator[str]:
    """Each thing that was settled, with the columns it was settled for."""
    columns: dict[str, list[str]] = {}
    for heading, said in evidence.items():
        for clause in said.split("; "):
            columns.setdefault(clause, []).append(heading)
    for clause, headings in columns.items():
        more = f" and {len(headings) - _NAMES} more" if len(headings) > _NAMES else ""
        yield f"{clause}: {', '.join(headings[:_NAMES])}{more}"


def _near(item: "Near") -> Iterator[str]:
    yield f"{item.title} ({item.network}, score {item.score:.0f} of {SATISFIED})"
    if item.known:
        yield f"  knows {', '.join(item.known[:8])}"
    for names in item.missing:
        yield f"  lacks {' or '.join(names)}"
    if item.stray:
        yield f"  never has {', '.join(item.stray[:5])}"
