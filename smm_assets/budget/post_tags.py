"""What a person knows about posts (post_tags.csv): tone, theme and author, by the post's address.

Belongs here: what the line of a post must hold. Not here: one spelling of an address (`permalinks`), or what tone and
theme do for a post (`dbt_like_sql/marts`).
"""

from pathlib import Path

from smm_assets.budget.cells import Cells
from smm_assets.budget.permalinks import normal_permalink
from smm_assets.budget.plan import Row
from smm_assets.budget.sheet import read_lines
from smm_assets.errors import Problem

TAGS = ("tone", "theme", "author")
_EXPECTED = "the post's address such as https://example.com/p/123"


def read_post_tags(folder: Path, problems: list[Problem]) -> list[Row]:
    """Rows of seed_post_tag in order of the file; spelt as first met. What is wrong goes to `problems`."""
    rows: list[Row] = []
    lines: dict[str, int] = {}
    spelt: dict[tuple[str, str], str] = {}
    for line in read_lines(folder, "post_tags", ("permalink", *TAGS), ("permalink",), problems, one_of=TAGS):
        cells = Cells(line, problems)
        key = _key(cells, lines)
        tags = {name: _tag(cells, name, spelt) for name in TAGS}
        rows.append({"tag_line": line.number, "permalink": cells.text("permalink"), "permalink_key": key, **tags})
    return rows


def _key(cells: Cells, lines: dict[str, int]) -> str | None:
    permalink = cells.text("permalink")
    if permalink is None:
        cells.wrong("permalink", "blank", _EXPECTED)
        return None
    key = normal_permalink(permalink)
    if key is None:
        cells.wrong("permalink", f"'{permalink}'", _EXPECTED, "Copy it from the post")
        return None
    first = lines.setdefault(key, cells.line.number)
    if first != cells.line.number:
        cells.wrong("permalink", f"'{permalink}' is the post of line {first}", cure="Keep one line for each post")
    return key


def _tag(cells: Cells, name: str, spelt: dict[tuple[str, str], str]) -> str | None:
    """Funny and funny are one tone: the first spelling stands for all."""
    text = " ".join((cells.text(name) or "").split())
    return spelt.setdefault((name, text.casefold()), text) or None
