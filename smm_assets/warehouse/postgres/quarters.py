"""Tables whose rows lie by quarters of a day column: one partition for each quarter that has rows.

Belongs here: making such tables and their partitions, and the indexes rows are found by. Not here: which tables those
are (`migrations`), nor indexes of what models build (`indexes`).

There is no partition for all other days: each row has a day, and a partition that may hold any would have to be looked
through for every day that is asked for.
"""

from collections.abc import Iterable
from datetime import date

from smm_assets.warehouse.columns import Access, quoted
from smm_assets.warehouse.postgres import catalog
from smm_assets.warehouse.postgres.session import Session

Quarter = tuple[int, int]
_PRESENT = """
SELECT DISTINCT CAST(date_part('year', {0}) AS INTEGER), CAST(date_part('quarter', {0}) AS INTEGER) FROM {1}
WHERE {0} IS NOT NULL ORDER BY 1, 2"""


def create(session: Session, schema: str, table: str, definition: str, access: Access) -> None:
    """Make an empty table of a column list, by quarters where its rows are looked for by a day."""
    apart = f" PARTITION BY RANGE ({quoted(access.by)})" if access.by else ""
    session.run(f"CREATE TABLE {quoted(schema, table)} ({definition}){apart}")
    index(session, schema, table, access)


def taken_apart(session: Session, schema: str, table: str, access: Access) -> str:
    """Put the rows of a table that lies in one piece into one that lies by quarters and has its name.

    Returns the name the former one has now, for what rests on it; "" where there was nothing to do.
    """
    number = catalog.schema_number(session, schema)
    if not access.by or table not in catalog.relations(session, number) or catalog.parted_by(session, number, table):
        return ""
    former = f"{table}_whole"
    whole, target = quoted(schema, former), quoted(schema, table)
    session.run(f"ALTER TABLE {target} RENAME TO {quoted(former)}")
    session.run(f"CREATE TABLE {target} (LIKE {whole} INCLUDING COMMENTS) PARTITION BY RANGE ({quoted(access.by)})")
    found = session.rows(_PRESENT.format(quoted(access.by), whole))
    _make(session, schema, table, [(int(str(year)), int(str(number))) for year, number in found])
    session.run(f"INSERT INTO {target} SELECT * FROM {whole}")  # noqa: S608
    return former


def make_room(session: Session, schema: str, table: str, days: Iterable[date]) -> list[str]:
    """Make the partitions these days fall into that are missing. Returns the names of all they fall into."""
    wanted = sorted({(day.year, (day.month + 2) // 3) for day in days})
    names = [_name(table, quarter) for quarter in wanted]
    there = catalog.partitions(session, catalog.schema_number(session, schema), table)
    _make(session, schema, table, [one for one, name in zip(wanted, names, strict=True) if name not in there])
    return names


def _make(session: Session, schema: str, table: str, quarters: Iterable[Quarter]) -> None:
    for quarter in quarters:
        first, after = _bounds(*quarter)
        part, whole = quoted(schema, _name(table, quarter)), quoted(schema, table)
        session.run(f"CREATE TABLE {part} PARTITION OF {whole} FOR VALUES FROM ('{first}') TO ('{after}')")


def _name(table: str, quarter: Quarter) -> str:
    return f"{table}_{quarter[0]:04d}_q{quarter[1]}"


def _bounds(year: int, number: int) -> tuple[str, str]:
    """First day of the quarter and of the one after it, as the server writes days: also past the year 9999."""
    month = 3 * number - 2
    after = f"{year:04d}-{month + 3:02d}-01" if number < 4 else f"{year + 1:04d}-01-01"
    return f"{year:04d}-{month:02d}-01", after


def index(session: Session, schema: str, table: str, access: Access) -> None:
    """Make the indexes rows are found by, where they are missing; each partition has its own."""
    sets = (*access.sought, *(((access.by,),) if access.by else ()))
    for names in sets:
        columns = ", ".join(quoted(name) for name in names)
        session.run(
            f"CREATE INDEX IF NOT EXISTS {quoted('_'.join((table, *names)))} ON {quoted(schema, table)} ({columns})"
        )
