"""A stored text in the spoken language, sentence by sentence.

Belongs here: how a text falls into sentences, and what becomes of one nobody translated. Not here: templates and values
(`book`, `kinds`), markup (the page turns the marks of English parts into elements).
"""

from collections.abc import Iterator
from functools import lru_cache

from smm_assets.language import ENGLISH, spoken
from smm_assets.phrasebook.book import say

ENGLISH_BEGINS, ENGLISH_ENDS = (
    "\ue000",
    "\ue001",
)  # private characters: no font has them, no text means anything by them
MOST_JOINED = 4  # pieces a sentence may fall into where a name in it holds ". "


def told(text: str) -> str:
    """The text in the spoken language. What has no translation stays English between the two marks, never half said."""
    if not text or spoken().code == ENGLISH:
        return text
    return "".join(
        part if is_said else f"{ENGLISH_BEGINS}{part}{ENGLISH_ENDS}" for part, is_said in _parts(text, spoken().code)
    )


def untold_parts(text: str) -> list[str]:
    """What of the text has no translation in the spoken language."""
    return [part for part, is_said in _parts(text, spoken().code) if not is_said]


@lru_cache(maxsize=4096)
def _parts(text: str, code: str) -> tuple[tuple[str, bool], ...]:
    """Pieces of the text in order, and whether each is said in the language; neighbours of a kind are one piece."""
    joined: list[tuple[str, bool]] = []
    for part, is_said in _sentences(text.split(". "), ". ") if text.strip() else ():
        if joined and joined[-1][1] == is_said:
            joined[-1] = (joined[-1][0] + part, is_said)
        else:
            joined.append((part, is_said))
    return tuple(joined)


def _sentences(pieces: list[str], between: str) -> Iterator[tuple[str, bool]]:
    """Each piece, or several that are one sentence only together, with what stands between them and the next."""
    n = 0
    while n < len(pieces):
        clauses = pieces[n].split("; ") if between != "; " else []
        end, said = (n + 1, None) if _are_told(clauses) else _together(pieces, n, between)
        gap = between if end < len(pieces) else ""
        if said is not None:
            yield said + gap, True
        elif len(clauses) > 1:
            yield from _sentences(clauses, "; ")
            yield gap, True
        else:
            yield pieces[n] + gap, False
        n = end


def _are_told(clauses: list[str]) -> bool:
    """Whether each of several clauses is a sentence by itself: a name in one of them would swallow the others."""
    return len(clauses) > 1 and all(_said(clause) is not None for clause in clauses)


def _together(pieces: list[str], start: int, between: str) -> tuple[int, str | None]:
    """The end of the sentence from a piece on, and how it is said; one piece and None where there is none.

    The shortest one after which another sentence begins: what is left over otherwise is the rest of a name.
    """
    found = _from(pieces, start, between)
    for end, said in found:
        if end == len(pieces) or _from(pieces, end, between):
            return end, said
    return found[0] if found else (start + 1, None)


def _from(pieces: list[str], start: int, between: str) -> list[tuple[int, str]]:
    """Every sentence that begins with a piece: its end, and how it is said."""
    ends = range(start + 1, min(start + MOST_JOINED, len(pieces)) + 1)
    each = [(end, _said(between.join(pieces[start:end]))) for end in ends]
    return [(end, said) for end, said in each if said is not None]


def _said(text: str) -> str | None:
    body = text.removesuffix(".")
    said = say(body)
    return None if said is None else said + text[len(body) :]
