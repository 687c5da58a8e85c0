"""Google Ads reports that are known but not loaded, each for its own reason.

Belongs here: recognising them and saying what to download instead. Not here: reports that split delivery by something
that is kept (`details`, `places`, `people`) and overview cards (`overview`).
"""

from smm_assets import schema
from smm_assets.ingest.contract import Report, Signature
from smm_assets.networks.google import marks
from smm_assets.networks.google.columns import ADVICE
from smm_assets.networks.google.details import COMMON

UNREAD = Report(
    network="google",
    report="ads_detail",
    name="not_loaded",
    title="Google Ads product, asset group, landing page or topic report",
    table=schema.AD_DELIVERY,
    fields=COMMON,
    signature=Signature(
        needs=("spend_original",),
        header=marks.UNREAD,
        forbids=(*(name for name in marks.BESIDE if name not in marks.UNREAD), *marks.AD, *marks.FOREIGN),
    ),
    refuse="it splits a part of the delivery by products, asset groups, pages or topics, which no table has a "
    "column for, and is not loaded",
    advice=ADVICE | {"again": "Download the campaign, ad group or ad report with Segment > Time > Day instead"},
)

REPORTS = (UNREAD,)
