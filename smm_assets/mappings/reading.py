"""Reading the folder mappings/: every problem of every file at once, each with file and line.

Belongs here: from files to checked mappings. Not here: the form (`model`), checks of content (`checking`), or what a
mapping becomes (`building`).
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from smm_assets.errors import Problem
from smm_assets.mappings import model
from smm_assets.mappings.checking import HABITS, contradictions, unknown_names
from smm_assets.mappings.model import MappingFile
from smm_assets.settings.documents import Document, read_document
from smm_assets.settings.wording import in_words, once

FOLDER = "mappings"
MOST_BYTES = 200_000
SUFFIXES = (".yml", ".yaml")
_KEYS = frozenset((*model.MappingFile.model_fields, *model.Column.model_fields, *model.Totals.model_fields))
_CHOICES: Mapping[tuple[object, ...], tuple[str, ...]] = {("report",): get_args(model.ReportValue)}
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """One mapping file. name: its stem; says: None when something is wrong with it; network: its value as far as it
    can be told, so that a mistake here does not make the plan's channel of that name unknown too.
    """

    name: str
    document: Document | None
    network: str
    channel: str
    fingerprint: str
    says: MappingFile | None

    @property
    def carries_media(self) -> bool:
        """Whether money is spent there: ads, or a channel named on purpose; yes where it cannot be told."""
        says = self.says
        return says is None or says.report.startswith("ads") or says.channel is not None


def read_mappings(home: Path, problems: list[Problem]) -> tuple[Mapped, ...]:
    """All mapping files of a project folder, by name; what is wrong with them is added to `problems`."""
    folder = home / FOLDER
    if not folder.is_dir():
        return ()
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix in SUFFIXES and path.is_file() and not path.name.startswith("."):
            own: list[Problem] = []
            mapped = _read(path, own)
            if mapped is not None:
                found.append(mapped if not own else replace(mapped, says=None))
            problems += own
    problems += _same_name(found)
    problems += _one_network(found)
    return tuple(found)


def _read(path: Path, problems: list[Problem]) -> Mapped | None:
    """One file; None when everything in it is commented out."""
    told: list[Problem] = []
    if path.stat().st_size > MOST_BYTES:
        seen = f"is {path.stat().st_size:,} bytes long, a mapping has at most {MOST_BYTES:,}"
        problems.append(Problem(where=f"{FOLDER}/{path.name}", seen=seen, cure="Keep in it what describes the export"))
        return _named(path, {}, None, "")
    document = read_document(path, told)
    problems += [replace(one, where=f"{FOLDER}/{one.where}") for one in told]
    fingerprint = hashlib.sha256(path.read_bytes()).hexdigest()[:32]
    if document is None:
        return _named(path, {}, None, fingerprint)
    document = replace(document, file=f"{FOLDER}/{document.file}")
    if document.content is None:
        return None
    if not isinstance(document.content, dict):
        problems.append(
            Problem(where=f"{document.file} line 1", seen="not a list of keys", expected="key: value lines")
        )
        return _named(path, {}, document, fingerprint)
    if not _NAME.fullmatch(path.stem):
        seen = f"'{path.stem}' names the export in the ledger"
        problems.append(
            Problem(where=document.file, seen=seen, expected="letters, digits, _ and - only", cure="Rename it")
        )
    says = _checked(document, problems)
    return replace(_named(path, document.content, document, fingerprint), says=says)


def _named(path: Path, content: Mapping[str, Any], document: Document | None, fingerprint: str) -> Mapped:
    """What can be told of a file whatever is wrong with it."""
    network, channel = (content.get(key) for key in ("network", "channel"))
    value = network if isinstance(network, str) else path.stem
    named = channel if isinstance(channel, str) else value
    return Mapped(name=path.stem, document=document, network=value, channel=named, fingerprint=fingerprint, says=None)


def _checked(document: Document, problems: list[Problem]) -> MappingFile | None:
    unanswered = list(_unanswered(document.content))
    problems += [
        Problem(
            where=document.where(keys),
            seen="has no value yet",
            cure="Answer what the line asks, or take the line away if it does not apply",
        )
        for keys in unanswered
    ]
    problems += unknown_names(document, document.content)
    try:
        says = MappingFile.model_validate(document.content)
    except ValidationError as error:
        for item in once(error.errors()):
            loc = tuple(_as_written(document.content, item["loc"]))
            if not any(loc[: len(keys)] == keys for keys in unanswered):
                problems.append(in_words(document, {**item, "loc": loc}, _KEYS, _CHOICES.get(loc, ())))
        return None
    stem = Path(document.file).stem
    if says.network is None and not model.VALUE.fullmatch(stem):
        seen = f"no network, and '{stem}', the name of the file, cannot be one"
        cure = "Add network: …, with a-z, 0-9 and _ only"
        problems.append(Problem(where=document.file, seen=seen, cure=cure))
    problems += contradictions(document, says)
    return says


def _unanswered(content: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    """Keys without a value, as a draft leaves those it has a question on."""
    columns = content.get("columns")
    yield from ((key,) for key, value in content.items() if value is None)
    yield from (
        ("columns", key) for key, value in (columns.items() if isinstance(columns, dict) else ()) if value is None
    )


def _as_written(content: Any, keys: Sequence[object]) -> Iterator[object]:
    """The place of a finding without the list positions that the file itself does not have."""
    at = content
    for key in keys:
        if isinstance(key, int):
            if not isinstance(at, list) or key >= len(at):
                continue
            at = at[key]
        else:
            at = at.get(key) if isinstance(at, dict) else None
        yield key


def _one_network(found: Sequence[Mapped]) -> Iterator[Problem]:
    """Two files may speak of one network; what they say of it must agree."""
    said: dict[tuple[str, str], tuple[object, str]] = {}
    for one in found:
        for key in HABITS:
            value = getattr(one.says, key) if one.says else None
            if value is None or one.document is None:
                continue
            before, file = said.setdefault((one.network, key), (value, one.document.file))
            if before != value:
                seen = f"{one.network} has another {key} in {file}"
                yield Problem(where=one.document.where((key,)), seen=seen, cure="Say it in one of the two files")


def _same_name(found: Sequence[Mapped]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for one in found:
        if one.name in seen and one.document is not None:
            yield Problem(
                where=one.document.file, seen=f"there is another file called {one.name}", cure="Rename one of the two"
            )
        seen.setdefault(one.name, one.network)
