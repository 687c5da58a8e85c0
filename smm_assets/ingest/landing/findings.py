"""Records that are held back: what is known of them beside what is wrong, and how they enter the books.

Belongs here: ops.quarantined_row. Not here: finding what is wrong (`smm_assets/validation`) or freeing (`release`).
"""

from datetime import datetime
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.ingest.landing.ledger import LedgerRow
from smm_assets.ingest.rows.reading import Batch
from smm_assets.warehouse import Store

MONEY = ("spend_original", "revenue_original")
PLACE = ("account_id", "period_start", "period_end")


def whole(good: pa.Table, rejected: pd.DataFrame) -> pa.Table:
    """Good rows of records none of whose facts was rejected: a record is stored whole or not at all."""
    if not len(rejected):
        return good
    return good.filter(pc.invert(pc.is_in(good["row_number"], pa.array(rejected["row_number"], pa.int64()))))


def described(rejected: pd.DataFrame, batch: Batch) -> pd.DataFrame:
    """Findings with account, days and money (spend, else revenue) of their record, where it could be read at all."""
    return _priced(_placed(rejected, batch.frame), batch.frame) if len(rejected) else rejected


def _placed(rejected: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    named = [name for name in PLACE if name in frame.columns]
    if rejected.empty or len(named) < len(PLACE):
        return rejected
    own = frame[frame["row_number"].isin(rejected["row_number"])].drop_duplicates("row_number").set_index("row_number")
    numbers = rejected["row_number"].astype("int64")
    return rejected.assign(**{name: numbers.map(own[name].astype(object)) for name in named})


def _priced(rejected: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    column = next((name for name in MONEY if name in frame.columns), None)
    if column is None or rejected.empty:
        return rejected
    own = frame[frame["row_number"].isin(rejected["row_number"]) & frame[column].notna()]
    sums: dict[int, Decimal] = {}
    codes: dict[int, str | None] = {}
    for number, amount, code in zip(own["row_number"], own[column], own["currency"], strict=True):
        sums[int(number)] = sums.get(int(number), Decimal(0)) + Decimal(str(amount))
        codes[int(number)] = None if pd.isna(code) else str(code)
    numbers = rejected["row_number"].astype("int64")
    amounts, currencies = [sums.get(number) for number in numbers], [codes.get(number) for number in numbers]
    return rejected.assign(
        amount=pd.Series(amounts, index=rejected.index, dtype=object),
        currency=pd.Series(currencies, index=rejected.index, dtype=object),
    )


def hold_back(store: Store, rejected: pd.DataFrame, base: LedgerRow, now: datetime) -> None:
    """Enter findings on records that are held back, each rule of a record once."""
    if len(rejected):
        once = rejected.drop_duplicates(["row_number", "rule"])
        store.load("ops", "quarantined_row", once.assign(file_id=base.file_id, part=base.part, quarantined_at=now))
