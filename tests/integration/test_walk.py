"""The page that checks a recommendation by hand: its queries answer on the example what stands below them."""

import csv
import io
import re

from tests.how_to import page

BLOCKS = re.findall(r"```sql\n(.*?)```\n+```csv\n(.*?)```", page("check-a-recommendation"), re.DOTALL)


def test_every_figure_of_the_page_is_what_the_tables_say_and_what_they_give_when_worked_out_again(example) -> None:
    assert len(BLOCKS) == 6
    for query, written in BLOCKS:
        rows = list(csv.DictReader(io.StringIO(written)))
        found = example.sql(_in_marts(query)).to_dict("records")
        assert [_plain(row) for row in found] == [_plain(row) for row in rows], query
        pairs = [name for name in rows[0] if f"{name}_by_hand" in rows[0]]
        assert pairs, query
        for row in found:
            assert all(float(row[name]) == float(row[f"{name}_by_hand"]) for name in pairs), (query, row)


def _in_marts(query: str) -> str:
    """`smm sql` finds tables without their schema; a store does not."""
    return re.sub(
        r"\b(FROM|JOIN) (recommendation|budget_\w+|channel_daily|response_curve|recommendation_step)\b",
        r"\1 marts.\2",
        query,
    )


def _plain(row) -> dict[str, object]:
    return {name: value if name in ("channel", "binding_constraint") else float(value) for name, value in row.items()}
