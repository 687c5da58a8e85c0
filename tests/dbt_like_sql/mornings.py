"""A simulated shop seen on many mornings by the checks of `marts.anomaly`, with or without a fault put into it.

Belongs here: the tables those models read, as they stand on a morning. Not here: how exports become these tables, which
other tests show.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pandas as pd

from smm_assets.budget import seeds
from smm_assets.networks import networks
from smm_assets.settings import Project
from smm_assets.simulator import World, simulate
from smm_assets.simulator.attribution import channel_of
from smm_assets.simulator.cast import CHANNELS
from smm_assets.simulator.delays import known_conversions
from smm_assets.simulator.entities import Channel
from smm_assets.simulator.settings_files import project_files
from smm_assets.sqlmodels import build, load_models
from smm_assets.warehouse import changes, open_store
from smm_assets.warehouse.columns import StoredColumn
from smm_assets.warehouse.store import Store

CHECKED = ("channel_daily", "int_ad_day", "int_outcome_fact")
KINDS = {
    "date": "day",
    "data_through": "day",
    "is_known": "flag",
    "channel": "text",
    "measured_by": "text",
    "network": "text",
}
KINDS |= {"account_id": "text", "attribution_setting": "text", "conversion_definition": "text"}
Fault = Callable[[pd.DataFrame, pd.DataFrame, pd.DataFrame], None]
"""Changes channel days, ad days and own orders (in place) as a fault would."""


class Mornings:
    """One shop. `found(morning)` gives the rows of marts.anomaly of that morning."""

    def __init__(self, store: Store, world: World, fault: Fault | None) -> None:
        self.store, self.world, self.fault = store, world, fault
        models = load_models()
        self.models = {name: model for name, model in models.items() if name not in CHECKED}
        self.built = [n for n in models if n.startswith(("int_anomaly", "int_result_silence", "int_setting_change"))]
        self.built += ["int_claim_excess", "int_spend_above_plan", "int_channel_through", "anomaly"]
        self.curves = {n.value: late.by_age for n in networks().values() for late in n.late}

    def found(self, morning: dt.date) -> pd.DataFrame:
        """The anomalies of one morning, nothing of later days or exports being known."""
        days, ads, orders = self._channel_days(morning), self._ad_days(morning), self._orders(morning)
        if self.fault is not None:
            self.fault(days, ads, orders)
        self._write("marts", "channel_daily", days)
        self._write("intermediate", "int_ad_day", ads)
        self._write("intermediate", "int_outcome_fact", orders)
        self.store.execute("UPDATE staging.seed_settings SET as_of = :as_of", {"as_of": morning})
        for changed in ("marts.channel_daily", "intermediate.int_ad_day", "intermediate.int_outcome_fact"):
            changes.note(self.store, changed, None)
        changes.note(self.store, "staging.seed_settings", None)
        build(self.store, models=self.models, select=self.built)
        return self.store.read("SELECT * FROM marts.anomaly ORDER BY channel, check_name")

    def _channel_days(self, morning: dt.date) -> pd.DataFrame:
        delivery = self.world.delivery[self.world.delivery["date"] < morning]
        known = known_conversions(self.world.orders, morning)
        rows = delivery.merge(known, on=["date", "ad_id"], how="left")
        counts = ["impressions", "link_clicks", "conversions", "spend_eur"]
        days = (
            rows.groupby(["channel", "network", "date"], as_index=False)[counts]
            .sum()
            .astype(dict.fromkeys(counts, float))
        )
        days["spend"], days["conversions"] = days.pop("spend_eur").round(2), days["conversions"].fillna(0) / 100
        ages = [(morning - day).days for day in days["date"]]
        shares = zip(days["network"], ages, strict=True)
        days["conversions_completeness"] = [(*self.curves[name], *[1.0] * 999)[age - 1] for name, age in shares]
        own = self._orders(morning).groupby(["channel", "date"])["orders"].sum()
        pairs = zip(days["channel"], days["date"], strict=True)
        days["orders"] = [float(own.get(pair, 0)) for pair in pairs]
        through = morning - dt.timedelta(days=1)
        return days.assign(is_known=True, rate_clicks=days["link_clicks"], data_through=through)

    def _ad_days(self, morning: dt.date) -> pd.DataFrame:
        days = self._channel_days(morning)[["channel", "network", "date", "conversions"]]
        return days.assign(account_id="one", attribution_setting="7-day click", conversion_definition="purchase")

    def _orders(self, morning: dt.date) -> pd.DataFrame:
        orders = self.world.orders[self.world.orders["order_date"] < morning]
        tags = zip(orders["utm_source"], orders["utm_medium"], orders["promo_code"], strict=True)
        own = pd.DataFrame({"date": orders["order_date"], "channel": [channel_of(*tag)[0] for tag in tags]})
        counted = own.groupby(["date", "channel"], as_index=False).size().rename(columns={"size": "orders"})
        return counted.assign(measured_by="crm")

    def _write(self, schema: str, name: str, frame: pd.DataFrame) -> None:
        columns = [StoredColumn(name=n, kind=KINDS.get(n, "ratio"), description=n) for n in frame.columns]
        self.store.replace(schema, name, frame, columns)


@contextmanager
def mornings(
    home: Path, *, seed: int, days: int = 120, size: int = 1, fault: Fault | None = None
) -> Iterator[Mornings]:
    """A shop of that seed in a fresh project folder; its events are those of the example.

    size: how many times the example's money and results its channels have; from 2 on there is no plan.
    """
    world = simulate(seed=seed, days=days, channels=tuple(_grown(channel, size) for channel in CHANNELS))
    home.mkdir(parents=True, exist_ok=True)
    for name, text in project_files(world).items():
        if size > 1 and name.startswith("plan"):
            continue
        (home / name).write_text(text, encoding="utf-8")
    project = Project.open(home)
    with open_store(project) as store:
        seeds.load(project, store, world.as_of)
        yield Mornings(store, world, fault)


def _grown(channel: Channel, size: int) -> Channel:
    curve = replace(channel.curve, top=channel.curve.top * size, half=channel.curve.half * size)
    return replace(channel, plan=tuple(size * amount for amount in channel.plan), curve=curve)
