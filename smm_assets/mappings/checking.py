"""What is wrong with a mapping beyond its form: names nobody knows, columns nobody can fill, things said twice.

Belongs here: checks of one file's content. Not here: the form of keys (`model`) and what several files together show
(`reading`).
"""

import difflib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from smm_assets.errors import Problem
from smm_assets.ingest.recognition.headers import normalised
from smm_assets.mappings.canonical import TABLES, columns_of, constants_of, lacking, metric_of
from smm_assets.mappings.model import MappingFile
from smm_assets.settings.documents import Document

HABITS = ("label", "channel", "objective", "outcome_sources", "click_kind", "measured_by")


def unknown_names(document: Document, content: Mapping[str, Any]) -> Iterator[Problem]:
    """Names under `columns` and `constants` that the kind of report does not have, also when other keys are wrong."""
    report = content.get("report")
    if not isinstance(report, str) or report not in TABLES:
        return
    for key, known in (("columns", columns_of(report)), ("constants", constants_of(report))):
        given = content.get(key)
        for name in given if isinstance(given, dict) else ():
            if str(name) not in known:
                seen = f"a report of kind {report} has no {key.removesuffix('s')} '{name}'"
                yield Problem(where=document.where((key, name)), seen=seen, cure=_cure(str(name), known, report, key))


def _cure(name: str, known: Collection[str], report: str, key: str) -> str:
    close = difflib.get_close_matches(name.casefold(), sorted(known), n=1)
    if close:
        return f"Did you mean {close[0]}?"
    others = [other for other, table in TABLES.items() if name in columns_of(other) and table is not TABLES[report]]
    if others and key == "columns":
        return f"It belongs to a report of kind {' or '.join(others)}; or take it away"
    return f"Known: {', '.join(known)}"


def contradictions(document: Document, mapping: MappingFile) -> Iterator[Problem]:
    """What is well-formed and still cannot be read."""
    for check in (_header_names, _facts, _lacks, _level, _numbers, _currency, _habits):
        yield from check(document, mapping)


def _header_names(document: Document, mapping: MappingFile) -> Iterator[Problem]:
    """One header name feeds one column, unless each reads its own piece of the cell."""
    claimed: dict[str, str] = {}
    named = [(key, column) for key, columns in mapping.columns.items() for column in columns]
    for key, column in named:
        for name in {normalised(name).text: name for name in column.names}.values():
            before = claimed.setdefault(normalised(name).text, key)
            if before != key and not column.piece:
                seen = f"the column '{name}' is already read as {before}"
                yield Problem(where=document.where(("columns", key)), seen=seen, cure="Keep one of the two")
    for place, name in enumerate(mapping.unsupported):
        if normalised(name).text in claimed:
            seen = f"the column '{name}' is read as {claimed[normalised(name).text]}"
            yield Problem(where=document.where(("unsupported", place)), seen=seen, cure="Keep one of the two")


def _facts(document: Document, mapping: MappingFile) -> Iterator[Problem]:
    known = set(TABLES[mapping.report].names("key", "dimension"))
    for key, columns in mapping.columns.items():
        for column in columns:
            for name in sorted(set(column.fact) - known):
                seen = f"a fact is told by columns of its table, '{name}' is none"
                cure = _cure(name, sorted(known), mapping.report, "fact")
                yield Problem(where=document.where(("columns", key)), seen=seen, cure=cure)


def _lacks(document: Document, mapping: MappingFile) -> Iterator[Problem]:
    filled = set(mapping.columns) | set(mapping.constants)
    filled |= {name for columns in mapping.columns.values() for column in columns for name in column.fact}
    if any(metric_of(mapping.report, key) for key in mapping.columns):
        filled |= {"value", "metric"}
    for names in lacking(mapping.report, filled):
        wanted = names[0] if len(names) == 1 else f"any of {', '.join(names)}"
        yield Problem(
            where=document.where(("columns",)),
            seen=f"nothing fills {wanted}",
            cure=f"Say which column does, or give it under constants: a report of kind {mapping.report} needs it",
        )


def _level(document: Document, mapping: MappingFile) -> Iterator[Problem]:
    level = mapping.level
    if level is None:
        return
    where = document.where(("level",))
    if TABLES[mapping.report] is not TABLES["ads"]:
        yield Problem(where=where, seen=f"a report of kind {mapping.report} has no level", cure="Remove it")
    elif level != "account" and not {f"{level}_id", f"{level}_name"} & set(mapping.columns):
        cure = f"Say which column is {level}_id or {level}_name"
        yield Problem(where=where, seen=f"rows are said to be {level}s, but no column names them", cure=cure)


def _numbers(document: Document, mapping: MappingFile) -> Iterator[Problem]:
    """Scales and shares belong to numbers, constants have the kind of their column."""
    kinds = {column.name: column.kind for column in TABLES[mapping.report].columns}
    for key, columns in mapping.columns.items():
        kind = "decimal" if metric_of(mapping.report, key) else kinds.get(key, "text")
        for column in columns:
            if kind in ("text", "moment") and (column.scale or column.duration):
                seen = f"{key} is no number, so it has no scale and no length of time"
                yield Problem(where=document.where(("columns", key)), seen=seen, cure="Remove it there")
            if column.percent and kind != "share":
                seen = f"{key} is no share, so 'percent' means nothing for it"
                yield Problem(where=document.where(("columns", key)), seen=seen, cure="Remove it there")
    for key, value in mapping.constants.items():
        kind = kinds.get(key, "text")
        fits = {"text": isinstance(value, str), "flag": isinstance(value, bool)}.get(
            kind, isinstance(value, int) and not isinstance(value, bool)
        )
        if not fits:
            expected = {"text": "a text; put it in quotes", "flag": "true or false"}.get(kind, "a whole number")
            where = document.where(("constants", key))
            yield Problem(where=where, seen=f"'{value}'", expected=expected, cure="Correct the value")


def _currency(document: Document, mapping: MappingFile) -> Iterator[Problem]:
    if "currency" in mapping.constants:
        cure = "Write it as currency: of the file itself"
        yield Problem(where=document.where(("constants", "currency")), seen="a currency is no constant here", cure=cure)


def _habits(document: Document, mapping: MappingFile) -> Iterator[Problem]:
    """Habits of a network belong to the network: one the software knows has its own."""
    for key in HABITS if mapping.extends else ():
        if getattr(mapping, key) is not None:
            cure = "Remove it; smm.yaml can rename and regroup channels"
            seen = "a network that is extended keeps its own habits"
            yield Problem(where=document.where((key,)), seen=seen, cure=cure)
    if not mapping.extends and mapping.report == "outcome" and mapping.measured_by not in ("analytics", "crm"):
        yield Problem(
            where=document.where(("measured_by",)),
            seen="own results need to say who measured them",
            expected="measured_by: analytics or crm",
            cure="analytics for a web analytics tool, crm for a shop, a till or a CRM",
        )
