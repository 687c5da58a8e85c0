"""Words of an SQL text outside its literals and comments: schemas that lie elsewhere, functions that are refused.

Belongs here: reading SQL word by word. Not here: which schemas and functions are meant (`store`, `reading`).
"""

import re
from collections.abc import Iterator, Mapping

_PIECE = re.compile(
    r"""
    (?P<literal> [eE]'(?:[^'\\]|\\.|'')*' | '(?:[^']|'')*' | \$(?P<tag>\w*)\$.*?\$(?P=tag)\$ )
    | (?P<comment> --[^\n]* | /\*.*?\*/ )
    | (?P<escaped> [uU]&"(?:[^"]|"")*" )
    | (?P<quoted> "(?:[^"]|"")*" )
    | (?P<bare> [^\W\d]\w* )
    """,
    re.VERBOSE | re.DOTALL,
)
_DOT = re.compile(r"\s*\.")


def with_schemas(sql: str, places: Mapping[str, str]) -> str:
    """The SQL with schemas of one name under another: marts.x and "marts"."x" as "build".x and "build"."x"."""
    if not places:
        return sql

    def moved(piece: re.Match[str]) -> str:
        name = _name(piece)
        part_of_a_path = sql[: piece.start()].rstrip().endswith(".")
        if name is None or name not in places or part_of_a_path or not _DOT.match(sql, piece.end()):
            return piece[0]
        return '"' + places[name].replace('"', '""') + '"'

    return _PIECE.sub(moved, sql)


def words(sql: str) -> Iterator[str]:
    """Every identifier and keyword, in lower case where it is not quoted."""
    for piece in _PIECE.finditer(sql):
        name = _name(piece)
        if name is not None:
            yield name


def _name(piece: re.Match[str]) -> str | None:
    """None for literals and comments. A name written in escapes is told as it stands, for nobody needs one."""
    if piece["bare"]:
        return piece["bare"].lower()
    if piece["quoted"]:
        return piece["quoted"][1:-1].replace('""', '"')
    return piece["escaped"]
