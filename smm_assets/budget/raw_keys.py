"""What the raw tables hold that seeds must resolve: campaigns, accounts, sources of results, addresses, days.

Belongs here: distinct keys of raw tables, as they are; retracted rows hold nothing. Not here: what they resolve to
(`channels`, `outcomes`).
"""

import datetime as dt
from collections.abc import Iterable

import pandas as pd

from smm_assets.warehouse.store import Store

_CAMPAIGNS = """
SELECT network, account_id, campaign_key, COALESCE(publisher, '') AS publisher,
    COALESCE(campaign_type, '') AS campaign_type, MAX(exported_at) AS exported_at
FROM raw.ad_delivery WHERE retracted_at IS NULL
GROUP BY 1, 2, 3, 4, 5 ORDER BY exported_at, 1, 2, 3, 4, 5
"""
_CAMPAIGN_NAMES = """
SELECT network, account_id, campaign_key, campaign_name FROM (
    SELECT network, account_id, campaign_key, campaign_name, ROW_NUMBER() OVER (
        PARTITION BY network, account_id, campaign_key
        ORDER BY exported_at DESC, MAX(period_end) DESC, campaign_name) AS place
    FROM raw.ad_delivery
    WHERE campaign_name <> '' AND campaign_key <> '' AND retracted_at IS NULL
    GROUP BY network, account_id, campaign_key, campaign_name, exported_at
) AS named WHERE place = 1 ORDER BY 1, 2, 3
"""
_PAGES = """
SELECT network, account_id, COALESCE(publisher, '') AS publisher FROM raw.account_metric WHERE retracted_at IS NULL
UNION SELECT network, account_id, COALESCE(publisher, '') FROM raw.post WHERE retracted_at IS NULL
UNION SELECT network, account_id, COALESCE(publisher, '') FROM raw.audience WHERE retracted_at IS NULL
UNION SELECT network, account_id, '' FROM raw.competitor WHERE retracted_at IS NULL
ORDER BY 1, 2, 3
"""
_OUTCOMES = """
SELECT DISTINCT network, account_id, COALESCE(traffic_source, '') AS traffic_source,
    COALESCE(traffic_medium, '') AS traffic_medium, COALESCE(channel_group, '') AS channel_group,
    COALESCE(campaign_name, '') AS campaign_name, COALESCE(promo_code, '') AS promo_code
FROM raw.outcome WHERE retracted_at IS NULL ORDER BY 1, 2, 3, 4, 5, 6, 7
"""
_ACCOUNTS = """
SELECT network, account_id, MAX(account_name) AS account_name FROM (
    SELECT network, account_id, account_name FROM raw.ad_delivery WHERE retracted_at IS NULL
    UNION ALL SELECT network, account_id, account_name FROM raw.account_metric WHERE retracted_at IS NULL
    UNION ALL SELECT network, account_id, account_name FROM raw.post WHERE retracted_at IS NULL
    UNION ALL SELECT network, account_id, account_name FROM raw.audience WHERE retracted_at IS NULL
    UNION ALL SELECT network, account_id, account_name FROM raw.competitor WHERE retracted_at IS NULL
    UNION ALL SELECT network, account_id, CAST(NULL AS VARCHAR) FROM raw.outcome WHERE retracted_at IS NULL
) AS every_row GROUP BY 1, 2 ORDER BY 1, 2
"""
_CURRENCIES = """
SELECT currency FROM raw.ad_delivery WHERE retracted_at IS NULL
UNION SELECT currency FROM raw.outcome WHERE retracted_at IS NULL
"""
_PERMALINKS = """
SELECT DISTINCT permalink FROM raw.post WHERE retracted_at IS NULL AND permalink IS NOT NULL ORDER BY 1
"""
_POST_MOMENTS = """
SELECT DISTINCT network, account_id, published_at, COALESCE(published_in_utc, FALSE) AS published_in_utc
FROM raw.post WHERE retracted_at IS NULL AND published_at IS NOT NULL ORDER BY 1, 2, 3, 4
"""
_PEOPLE = """
SELECT 'age' AS dimension, age AS bucket FROM raw.ad_delivery WHERE age <> '' AND retracted_at IS NULL
UNION SELECT 'country', country FROM raw.ad_delivery WHERE country <> '' AND retracted_at IS NULL
UNION SELECT 'region', region FROM raw.ad_delivery WHERE region <> '' AND retracted_at IS NULL
ORDER BY 1, 2
"""
_BOUNDS = """
SELECT MIN(period_start) AS first_day, MAX(period_end) AS last_day FROM raw.ad_delivery WHERE retracted_at IS NULL
UNION ALL SELECT MIN(period_start), MAX(period_end) FROM raw.account_metric WHERE retracted_at IS NULL
UNION ALL SELECT MIN(period_start), MAX(period_end) FROM raw.post WHERE retracted_at IS NULL
UNION ALL SELECT MIN(period_start), MAX(period_end) FROM raw.audience WHERE retracted_at IS NULL
UNION ALL SELECT MIN(period_start), MAX(period_end) FROM raw.competitor WHERE retracted_at IS NULL
UNION ALL SELECT MIN(period_start), MAX(period_end) FROM raw.outcome WHERE retracted_at IS NULL
"""

Record = dict[str, str]


def campaigns(store: Store) -> list[Record]:
    """Distinct combinations of seed_campaign's keys, oldest export first."""
    return _records(store.read(_CAMPAIGNS))


def campaign_names(store: Store) -> list[Record]:
    """Campaigns with the name their latest export gives them: network, account_id, campaign_key, campaign_name.

    Of one export the latest day tells, as marts.entity_name decides too.
    """
    return _records(store.read(_CAMPAIGN_NAMES))


def pages(store: Store) -> list[Record]:
    """Accounts and publishers of organic values."""
    return _records(store.read(_PAGES))


def outcomes(store: Store) -> list[Record]:
    """Distinct combinations of seed_outcome_map's keys."""
    return _records(store.read(_OUTCOMES))


def accounts(store: Store) -> list[Record]:
    """Accounts with data; account_name is '' when no export names it."""
    return _records(store.read(_ACCOUNTS))


def currencies(store: Store) -> set[str]:
    """Currencies of stored amounts."""
    return {str(value) for value in store.read(_CURRENCIES)["currency"] if not pd.isna(value)}


def permalinks(store: Store) -> list[str]:
    """Addresses of posts as exported."""
    return [str(value) for value in store.read(_PERMALINKS)["permalink"]]


def post_moments(store: Store) -> list[tuple[str, str, dt.datetime, bool]]:
    """Moments of publication: network, account_id, published_at, whether that is UTC."""
    frame = store.read(_POST_MOMENTS)
    moments = [pd.Timestamp(value).to_pydatetime() for value in frame["published_at"]]
    kinds = [bool(value) for value in frame["published_in_utc"]]
    return list(zip(map(str, frame["network"]), map(str, frame["account_id"]), moments, kinds, strict=True))


def people(store: Store) -> list[Record]:
    """Ages, countries and regions that delivery is broken down by: dimension, bucket."""
    return _records(store.read(_PEOPLE))


def bounds(store: Store) -> list[dt.date]:
    """First and last days of the raw tables that hold anything."""
    frame = store.read(_BOUNDS)
    return [pd.Timestamp(str(value)).date() for value in _present(frame["first_day"], frame["last_day"])]


def _present(*columns: Iterable[object]) -> list[object]:
    return [value for column in columns for value in column if not pd.isna(value)]  # type: ignore[call-overload]


def _records(frame: pd.DataFrame) -> list[Record]:
    texts = {name: ["" if pd.isna(value) else str(value) for value in frame[name]] for name in frame.columns}
    return [dict(zip(texts, values, strict=True)) for values in zip(*texts.values(), strict=True)]
