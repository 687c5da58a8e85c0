"""KPI definitions from kpis.yml: the shipped ones, and the project's own, which add to them or replace one by name.

Belongs here: the file as a list of entries. Not here: what an entry may say (`entry`).
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any

import yaml

from smm_assets.errors import Problem
from smm_assets.kpis.definition import Kpi
from smm_assets.kpis.entry import Entry
from smm_assets.kpis.metrics import Vocabulary
from smm_assets.settings.documents import read_document

FILE = "kpis.yml"


def read_kpis(path: Path, words: Vocabulary, problems: list[Problem]) -> list[Kpi]:
    """The KPIs of one file in its order; none when there is no file. What is wrong goes to `problems`."""
    if not path.is_file():
        return []
    document = read_document(path, problems)
    if document is None or document.content is None or document.root is None:
        return []
    if not isinstance(document.content, list):
        where, cure = f"{path.name} line 1", "Begin every KPI with - name:"
        problems.append(Problem(where=where, seen="no list", expected="entries that start with '- name:'", cure=cure))
        return []
    found: list[Kpi] = []
    taken: list[str] = []
    for content, node in zip(document.content, document.root.value, strict=True):
        kpi = _kpi(path.name, content, node, words, taken, problems)
        found += [kpi] if kpi is not None else []
        taken += [str(content.get("name")).strip()] if isinstance(content, dict) else []
    return found


def merged(shipped: Collection[Kpi], own: Collection[Kpi]) -> list[Kpi]:
    """Shipped KPIs with the project's own, ordered by name; an own one replaces a shipped one of its name."""
    return [kpi for _, kpi in sorted({kpi.name: kpi for kpi in (*shipped, *own)}.items())]


def _kpi(
    file: str, content: Any, node: yaml.Node, words: Vocabulary, taken: list[str], problems: list[Problem]
) -> Kpi | None:
    line = node.start_mark.line + 1
    if not isinstance(content, dict) or not isinstance(node, yaml.MappingNode):
        expected = "an entry with name, formula, unit, direction and min_sample"
        cure = "Write it like the shipped ones"
        problems.append(Problem(where=f"{file} line {line}", seen=f"'{content}'", expected=expected, cure=cure))
        return None
    lines = {str(key.value): key.start_mark.line + 1 for key, _ in node.value}
    entry = Entry(file=file, content=content, line=line, lines=lines, words=words)
    kpi = entry.kpi(taken)
    problems += entry.faults
    return kpi
