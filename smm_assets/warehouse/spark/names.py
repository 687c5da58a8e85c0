"""Names of relations in an SQL text, in the spelling of Spark and in the portable one.

Belongs here: finding schema.table outside literals and comments, and putting a name without schema in its place. Not
here: what these relations are (`catalogue`), running SQL.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_COMMON = r"""
    (?P<comment> --[^\n]* | /\*.*?\*/ )
    | (?P<quoted> "(?:[^"]|"")*" | `(?:[^`]|``)*` )
    | (?P<bare> [^\W\d]\w* )
    | (?P<other> \S )
"""
_FLAGS = re.VERBOSE | re.DOTALL
_PORTABLE = re.compile(rf"(?P<literal> '(?:[^']|'')*' ) | {_COMMON}", _FLAGS)
_SPARK = re.compile(rf"(?P<literal> [rR]?'(?:[^'\\]|\\.)*' ) | {_COMMON}", _FLAGS)
# What may follow a table that was given no name of its own.
_AFTER_TABLE = re.compile(
    "on|using|where|group|having|order|limit|join|inner|left|right|full|cross|semi|anti|natural|union|except|intersect|"
    "minus|lateral|window|qualify|offset|tablesample|pivot|unpivot|sort|cluster|distribute|fetch|for",
    re.IGNORECASE,
)
Key = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Reference:
    """schema.table in a text, from start to end; is_bare: it stands there without a name of its own after it;
    is_prefix: a column follows.
    """

    key: Key
    start: int
    end: int
    is_bare: bool
    is_prefix: bool


def is_spark(sql: str) -> bool:
    """Whether a text is spelled for Spark; the portable spelling knows no backticks."""
    return any(piece["quoted"] and piece[0].startswith("`") for piece in _PORTABLE.finditer(sql))


def references(sql: str, known: Mapping[Key, object]) -> list[Reference]:
    """Where a text speaks of known relations."""
    pieces = [piece for piece in _spelling(sql).finditer(sql) if not piece["comment"]]
    return list(_found(pieces, known))


def mentioned(sql: str, known: Mapping[Key, object]) -> list[Key]:
    """Known relations of a text, each once, in the order they are met."""
    return list(dict.fromkeys(found.key for found in references(sql, known)))


def with_names(sql: str, names: Mapping[Key, str]) -> str:
    """The text with each of these relations under a name without schema; columns keep the names they go by."""
    made, done = [], 0
    for found in references(sql, names):
        made.append(sql[done : found.start])
        own = ticked(found.key[1])
        if found.is_prefix:
            made.append(own)
        else:
            made.append(f"{ticked(names[found.key])}{f' AS {own}' if found.is_bare else ''}")
        done = found.end
    return "".join([*made, sql[done:]])


def ticked(name: str) -> str:
    """A name quoted as Spark does."""
    return "`" + name.replace("`", "``") + "`"


def _spelling(sql: str) -> re.Pattern[str]:
    return _SPARK if is_spark(sql) else _PORTABLE


def _found(pieces: list[re.Match[str]], known: Mapping[Key, object]) -> Iterator[Reference]:
    place = 0
    while place + 2 < len(pieces):
        first, dot, second = pieces[place : place + 3]
        key = (_name(first), _name(second))
        if dot[0] != "." or None in key or key not in known or (place and pieces[place - 1][0] == "."):
            place += 1
            continue
        after = pieces[place + 3] if place + 3 < len(pieces) else None
        yield Reference(
            key=(str(key[0]), str(key[1])),
            start=first.start(),
            end=second.end(),
            is_bare=_ends_table(after),
            is_prefix=after is not None and after[0] == ".",
        )
        place += 3


def _ends_table(after: re.Match[str] | None) -> bool:
    if after is None or after["other"]:
        return True
    return bool(after["bare"] and _AFTER_TABLE.fullmatch(after[0]))


def _name(piece: re.Match[str]) -> str | None:
    if piece["bare"]:
        return piece["bare"].lower()
    if piece["quoted"]:
        mark = piece[0][0]
        return piece[0][1:-1].replace(mark * 2, mark)
    return None
