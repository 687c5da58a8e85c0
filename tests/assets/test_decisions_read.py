"""What a decision reads is declared, so that it waits for it and a back-test builds it."""

import re
from pathlib import Path

from smm_assets import backtest, decisions
from smm_assets.assets.decisions import ALSO, OTHER_MONEY, READS

READ = re.compile(r"\b(?:FROM|JOIN) (staging|intermediate|marts)\.(\w+)")


def read_in(package: object) -> set[tuple[str, str]]:
    """Tables named after FROM or JOIN in the modules of a package, but for seeds, which every model waits for."""
    folder = Path(str(getattr(package, "__file__", ""))).parent
    found = {table for path in folder.rglob("*.py") for table in READ.findall(path.read_text(encoding="utf-8"))}
    return {table for table in found if not table[1].startswith("seed_")}


def test_every_table_the_decision_names_is_declared() -> None:
    assert OTHER_MONEY in read_in(decisions)
    assert read_in(decisions) - {*READS, OTHER_MONEY, *ALSO} == set()


def test_what_a_back_test_asks_its_copy_for_is_built_there() -> None:
    assert read_in(backtest) - {*READS, OTHER_MONEY} == set()
