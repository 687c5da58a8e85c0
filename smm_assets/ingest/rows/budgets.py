"""Where an export says the budget of a row is kept, how much it is, and whether its campaign or ad group runs.

Belongs here: from texts as exported to level, amount and status. Not here: header names (each network's folder), or
which export counts (`dbt_like_sql/marts/entity_setting`). A budget that cannot be read is unknown and no fault of its
row: delivery does not hang on it.
"""

import re
from decimal import Decimal

import pandas as pd
import pyarrow as pa

from smm_assets.ingest.rows.numbers import exact, prepared, reads_as, shapes

ACTIVE, PAUSED, ENDED = "active", "paused", "ended"
STATUSES = ("campaign_status", "ad_group_status")
READ = ("campaign_budget", "ad_group_budget", "budget_type", *STATUSES)
_STATUS = {
    **dict.fromkeys(("active", "enabled", "on", "delivering", "eligible", "有効", "aktiviert", "включена"), ACTIVE),
    **dict.fromkeys(("paused", "off", "inactive", "disabled", "campaign paused", "一時停止", "pausiert"), PAUSED),
    **dict.fromkeys(("completed", "ended", "expired", "archived", "removed", "deleted", "finished"), ENDED),
}
_TYPE = {"daily": "daily", "daily budget": "daily", "day": "daily", "lifetime": "lifetime", "total": "lifetime"}
_TYPE |= {"lifetime budget": "lifetime", "campaign total": "lifetime", "total budget": "lifetime"}
_DIGIT = re.compile(r"\d")
_BLANK = ("", "-", "--", "—", "n/a")


def with_budget(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with budget_level, budget_original, budget_type and statuses in the words of raw.ad_delivery.

    An ad group's column that holds words instead of an amount ("Using campaign budget") says that the campaign keeps
    the budget, and the other way round.
    """
    told = [name for name in READ if frame[name].notna().any()]
    if not told:
        return frame.assign(budget_level=None, budget_original=None)
    groups = frame[told].groupby(told, dropna=False, sort=False).ngroup().to_numpy()
    different = frame.loc[~frame[told].duplicated(), list(READ)].reset_index(drop=True)
    read = _read(different)
    return frame.assign(**{name: read[name].to_numpy(dtype=object)[groups] for name in read.columns})


def _read(frame: pd.DataFrame) -> pd.DataFrame:
    """Budgets and statuses of rows that differ in what they say of them."""
    group, campaign = frame["ad_group_budget"].map(_kept), frame["campaign_budget"].map(_kept)
    level = pd.Series(None, index=frame.index, dtype=object)
    level = level.mask((campaign == "amount") | (group == "words"), "campaign")
    level = level.mask((group == "amount") | ((campaign == "words") & (group != "words")), "ad_group")
    text = frame["ad_group_budget"].where(level == "ad_group", frame["campaign_budget"].where(level == "campaign"))
    known = {value: amount_of(value) for value in text.dropna().unique()}
    amounts = [known.get(value) if isinstance(value, str) else None for value in text]
    return pd.DataFrame(
        {
            "budget_level": level,
            "budget_original": pd.Series(amounts, index=frame.index, dtype=object),
            "budget_type": frame["budget_type"].map(lambda value: _word(value, _TYPE)).where(level.notna(), None),
            **{name: frame[name].map(lambda value: _word(value, _STATUS)) for name in STATUSES},
        }
    )


def amount_of(text: str) -> Decimal | None:
    """The amount a budget cell tells; None for words, nothing, 0, and for 1,234 that may be a fraction."""
    values = prepared(pa.array([text], type=pa.string()))
    mark = next((reads_as(shape) for shape in shapes(values)), "bad")
    if mark not in ("", ".", ","):
        return None
    found = exact(values, mark or ".")[0][0].as_py()
    return found if found is not None and found > 0 else None


def _kept(value: object) -> str:
    """amount, words, or nothing at all."""
    if not isinstance(value, str) or value.strip().casefold() in _BLANK:
        return ""
    return "amount" if _DIGIT.search(value) else "words"


def _word(value: object, known: dict[str, str]) -> str | None:
    if not isinstance(value, str) or value.strip().casefold() in _BLANK:
        return None
    plain = value.strip().casefold().replace("_", " ")
    return known.get(plain, plain)
