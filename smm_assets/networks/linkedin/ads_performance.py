"""LinkedIn Campaign Manager performance reports of ads, ad sets, campaigns or the account, by day or for a period.

Belongs here: telling the two generations of the hierarchy apart (docs/decisions/0012). Not here: header names
(`ads_headers`) and results per conversion (`ads_conversions`).
"""

from dataclasses import replace

import pandas as pd

from smm_assets import schema
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Field, FileContext, Preamble, Report, Signature
from smm_assets.networks.linkedin.ads_headers import (
    ACCOUNT,
    AD,
    ADVICE,
    BREAKDOWNS,
    CONSTANTS,
    DAY,
    ENTITIES,
    MEASURES,
    NEW_HIERARCHY,
    NEW_MARKS,
    NO_DELIVERY,
    OLD_HIERARCHY,
    OLD_MARKS,
    OWN_HEADERS,
)

_PER_CONVERSION = ("conversion name", "conversion id", "naam van conversie")


def _fields(*hierarchy: Field) -> tuple[Field, ...]:
    return (DAY, *ACCOUNT, *hierarchy, *AD, *MEASURES, *BREAKDOWNS)


def not_by_card(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Refuse rows of single carousel cards: no file shows whether each repeats what its ad cost. Others stay."""
    if frame["asset"].notna().any():
        card = frame["asset"].dropna().iloc[0]
        raise FileRefused(
            f"the export is split by carousel card (there is one called '{card}'), which is not read",
            cure=ADVICE["unsupported"],
            status="unrecognised",
        )
    return frame


def one_row_a_day(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Refuse an account report with several rows of an account's day: something unknown here splits it."""
    if frame.duplicated(["account_id", "account_name", "period_start"]).any():
        raise FileRefused(
            "several rows speak of the same account and day, so the export is split by a column that is not known here",
            cure=ADVICE["generation"],
            status="held",
        )
    return not_by_card(frame, preamble, context)


def ask_for_the_generation(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Refuse, held: nothing in the header says whether "Campaign" is today's campaign or what is an ad set today."""
    raise FileRefused(
        "is 'Campaign' a campaign of today or one of the time before 2026, which is called ad set now? The header has "
        "neither Ad Set nor Campaign Group, Campaign Type or Creative",
        cure=ADVICE["generation"],
        status="held",
    )


NEW = Report(
    network="linkedin",
    report="ads",
    name="ads",
    title="LinkedIn ad performance",
    table=schema.AD_DELIVERY,
    fields=_fields(*NEW_HIERARCHY),
    signature=Signature(
        needs=("spend_original", ("impressions", "clicks"), ("ad_group_id", "ad_group_name", "objective_exported")),
        header=NEW_MARKS,
        forbids=("reporting starts", "paid impressions", *_PER_CONVERSION),
    ),
    constants=CONSTANTS,
    starts=True,
    no_delivery=NO_DELIVERY,
    finish=not_by_card,
    finish_reads=("asset",),
    advice=ADVICE,
)

OLD = replace(
    NEW,
    name="ads_by_campaign_group",
    title="LinkedIn ad performance (campaign groups)",
    fields=_fields(*OLD_HIERARCHY),
    signature=Signature(
        needs=("spend_original", ("impressions", "clicks"), ENTITIES),
        header=OLD_MARKS,
        forbids=("reporting starts", "paid impressions", *NEW_MARKS, *_PER_CONVERSION),
    ),
    no_delivery="",
)

UNDECIDED = replace(
    NEW,
    name="ads_of_either_hierarchy",
    title="LinkedIn campaign performance",
    signature=Signature(
        needs=("spend_original", ("impressions", "clicks"), ("campaign_id", "campaign_name")),
        header=OWN_HEADERS,
        forbids=(*NEW_MARKS, *OLD_MARKS, *_PER_CONVERSION),
    ),
    finish=ask_for_the_generation,
    no_delivery="",
)

ACCOUNTS = replace(
    NEW,
    name="accounts",
    title="LinkedIn account performance",
    fields=(DAY, *ACCOUNT, *MEASURES, *BREAKDOWNS),
    signature=Signature(
        needs=("spend_original", "impressions", ("day", "account_name", "currency")),
        header=OWN_HEADERS,
        forbids=(
            *(name for field in (*NEW_HIERARCHY, *OLD_HIERARCHY, *AD) for name in field.names),
            *_PER_CONVERSION,
        ),
    ),
    finish=one_row_a_day,
    finish_reads=("asset", "account_id", "account_name", "period_start"),
    no_delivery="",
)

REPORTS = (NEW, OLD, UNDECIDED, ACCOUNTS)
