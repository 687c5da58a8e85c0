"""What a morning writes down: one recommendation in force per objective, whatever is run again."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from pydantic import SecretStr

from smm_assets.decisions.decision import Decision
from smm_assets.decisions.record import record
from smm_assets.decisions.review import Reviewed
from smm_assets.decisions.standing import decided_today, find_standing
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import open_store
from smm_assets.warehouse.store import Store

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (23, 24, 25))


@pytest.fixture
def store(tmp_path: Path, kept_in: str) -> Iterator[Store]:
    (tmp_path / "data").mkdir()
    with open_store(Project(tmp_path, Settings(store=SecretStr(kept_in)))) as opened:
        yield opened


def made(name: str, as_of: date, objective: str = "sales") -> Reviewed:
    header = {
        "recommendation_id": name, "as_of": as_of, "objective": objective, "status": "proposed",
        "created_at": datetime(2026, 11, as_of.day, 5), "review_on": date(2026, 11, 30),
    }  # fmt: skip
    lines = pd.DataFrame([{"recommendation_id": name, "channel": "meta"}])
    return Reviewed(
        decision=Decision(header=header, lines=lines, curves=pd.DataFrame()), row=row(name, as_of, objective)
    )


def row(name: str, as_of: date, objective: str = "sales") -> dict[str, object]:
    return {"as_of": as_of, "objective": objective, "recommendation_id": name, "reviewed_at": datetime(2026, 11, 30)}


def goes_on(name: str, as_of: date) -> Reviewed:
    return Reviewed(decision=None, row=row(name, as_of))


def statuses(store: Store) -> dict[str, str]:
    rows = store.read("SELECT recommendation_id, status FROM state.recommendation ORDER BY recommendation_id")
    return dict(zip(rows["recommendation_id"], rows["status"], strict=True))


def standing(store: Store, as_of: date) -> str | None:
    found = find_standing(store, "sales", as_of)
    return None if found is None else found.recommendation_id


def test_one_recommendation_is_in_force_whatever_is_run_again(store: Store) -> None:
    record(store, [made("a", MONDAY), made("other", MONDAY, "traffic")], MONDAY)
    assert (standing(store, MONDAY), standing(store, TUESDAY)) == (None, "a")
    # the same again changes nothing
    record(store, [made("a", MONDAY)], MONDAY)
    assert statuses(store) == {"a": "proposed", "other": "proposed"}

    # Tuesday makes another; run again on mended data it does not, and the former goes on
    record(store, [made("b", TUESDAY)], TUESDAY)
    assert statuses(store) == {"a": "superseded", "b": "proposed", "other": "proposed"}
    assert standing(store, TUESDAY) == "a"
    record(store, [goes_on("a", TUESDAY)], TUESDAY)
    assert statuses(store) == {"a": "proposed", "b": "superseded", "other": "proposed"}
    assert standing(store, WEDNESDAY) == "a"
    reviews = store.read("SELECT as_of, objective, recommendation_id FROM state.recommendation_review ORDER BY 1, 2")
    assert [tuple(map(str, one))[1:] for one in reviews.itertuples(index=False)] == [
        ("sales", "a"), ("traffic", "other"), ("sales", "a")
    ]  # fmt: skip

    # what somebody decided stays, and that morning is not decided again
    store.execute("UPDATE state.recommendation SET status = 'approved' WHERE recommendation_id = 'a'")
    assert (decided_today(store, "sales", MONDAY), decided_today(store, "sales", TUESDAY)) == (True, False)
    record(store, [made("c", WEDNESDAY)], WEDNESDAY)
    assert statuses(store) == {"a": "approved", "b": "superseded", "c": "proposed", "other": "proposed"}
