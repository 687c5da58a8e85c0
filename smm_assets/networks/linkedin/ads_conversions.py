"""LinkedIn Campaign Manager conversion performance: results of ads by conversion, beside their delivery.

Belongs here: what the report by conversion has beside shared columns. Not here: delivery (`ads_performance`). Its rows
repeat an ad once per conversion, so they never carry spend and are no partition of the delivery; one click may count
under several conversions.
"""

from dataclasses import replace

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.linkedin.ads_headers import (
    ACCOUNT,
    AD,
    ADVICE,
    DAY,
    ENTITIES,
    NEW_HIERARCHY,
    NEW_MARKS,
    OLD_HIERARCHY,
    OLD_MARKS,
)
from smm_assets.networks.linkedin.ads_performance import ask_for_the_generation

RESULTS = (
    Field(to="conversion_action", names=("Conversion Name", "Naam van conversie", "Conversion-Name")),
    Field(to="conversions", names=("Conversions", "Conversies")),
    Field(to="conversion_value_original", names=("Conversion Value", "Total Conversion Value")),
)


def _fields(*hierarchy: Field) -> tuple[Field, ...]:
    return (DAY, *ACCOUNT, *hierarchy, *AD, *RESULTS)


NEW = Report(
    network="linkedin",
    report="ads_breakdown",
    name="conversions",
    title="LinkedIn conversion performance",
    table=schema.AD_DELIVERY,
    fields=_fields(*NEW_HIERARCHY),
    signature=Signature(needs=("conversion_action", "conversions", "day", ENTITIES), header=NEW_MARKS),
    constants={"conversion_definition": "linkedin_conversions", "is_partition": False},
    starts=True,
    advice=ADVICE,
)

OLD = replace(
    NEW,
    name="conversions_by_campaign_group",
    title="LinkedIn conversion performance (campaign groups)",
    fields=_fields(*OLD_HIERARCHY),
    signature=Signature(
        needs=("conversion_action", "conversions", "day", ENTITIES), header=OLD_MARKS, forbids=NEW_MARKS
    ),
)

UNDECIDED = replace(
    NEW,
    name="conversions_of_either_hierarchy",
    title="LinkedIn conversion performance (campaigns)",
    signature=Signature(
        needs=("conversion_action", "conversions", "day", ("campaign_id", "campaign_name")),
        header=("post-click conversions", "view-through conversions", "start date (in utc)", "begindatum (in utc)"),
        forbids=(*NEW_MARKS, *OLD_MARKS),
    ),
    finish=ask_for_the_generation,
)

REPORTS = (NEW, OLD, UNDECIDED)
