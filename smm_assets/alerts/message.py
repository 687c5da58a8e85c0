"""What is sent: a subject, a text and the same as HTML, with every name in it made harmless.

Belongs here: the form of messages, and what is taken out of texts before anybody sees them. Not here: what they say
(`matter`, `digest`) or sending (`sending`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from smm_assets.alerts.matter import Matter
from smm_assets.report.visible import visible

TEMPLATES = Path(__file__).with_name("templates")
LONGEST_SUBJECT = 140
_MENTION = re.compile(r"@(?=everyone|here|channel|all\b)", re.IGNORECASE)
_SIGNS = (("<", "‹"), (">", "›"), ("://", ": //"), ("](", "] ("))


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of a digest: lines, then rows under a header whose first cell names the row."""

    title: str
    lines: Sequence[str] = ()
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, kw_only=True)
class Message:
    """What one target gets."""

    subject: str
    text: str
    html: str


def written(
    subject: str, head: str, *, matters: Sequence[Matter] = (), sections: Sequence[Section] = (), foot: str = ""
) -> Message:
    """A message of sections and matters, as text and as HTML; the subject is one line whatever is in it."""
    parts = {
        "subject": one_line(subject),
        "head": tamed(head),
        "sections": [_tamed_section(one) for one in sections],
        "matters": [_tamed_matter(one) for one in matters],
        "foot": visible(foot),
    }
    return Message(
        subject=one_line(subject),
        text=_pages(html=False).get_template("message.txt.j2").render(parts).strip() + "\n",
        html=_pages(html=True).get_template("message.html.j2").render(parts),
    )


def one_line(subject: str) -> str:
    """A subject without line ends or other signs that act, not too long for a mail's head."""
    text = " ".join(visible(subject).split())
    return text if len(text) <= LONGEST_SUBJECT else f"{text[: LONGEST_SUBJECT - 1]}…"


def tamed(text: str) -> str:
    """A text whose names can neither act nor link nor call anybody, in HTML and in the markup of chats."""
    text = visible(text)
    for sign, instead in _SIGNS:
        text = text.replace(sign, instead)
    return _MENTION.sub("@ ", text)


def _tamed_matter(one: Matter) -> Matter:
    return replace(one, what=tamed(one.what), more=tamed(one.more), cure=tamed(one.cure), place=visible(one.place))


def _tamed_section(one: Section) -> Section:
    rows = tuple(tuple(map(tamed, row)) for row in one.rows)
    return Section(title=tamed(one.title), lines=tuple(map(tamed, one.lines)), header=tuple(one.header), rows=rows)


@cache
def _pages(*, html: bool) -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
