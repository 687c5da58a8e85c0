"""What PostgreSQL understands otherwise than DuckDB, and the transpiler leaves as it stands.

Belongs here: what stands for a parsed construct on PostgreSQL, each with its reason. Not here: constructs no model may
use (`sqlmodels/portable`), the collation itself (`postgres/letters`).
"""

from sqlglot import exp

LETTERS = ("ops", "letters")


def for_postgres(node: exp.Expr) -> exp.Expr:
    """What stands for a node on PostgreSQL; the node itself where nothing is to be changed."""
    return _every_alphabet(node) if isinstance(node, exp.Lower | exp.Upper) else node


def _every_alphabet(node: exp.Func) -> exp.Expr:
    """LOWER of texts that are compared byte by byte knows A to Z alone; what it yields is compared that way again."""
    schema, name = LETTERS
    letters = exp.column(name, table=schema, quoted=True)
    folded = type(node)(this=exp.Collate(this=exp.paren(node.this), expression=letters))
    return exp.paren(exp.Collate(this=folded, expression=exp.to_identifier("C", quoted=True)))
