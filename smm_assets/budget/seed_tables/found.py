"""Seeds that resolve what the data hold: channels, accounts, campaigns, sources, addresses.

Belongs here: one row for each key of the raw tables or of smm.yaml. Not here: settings (`fixed`), a user's tables
(`written`).
"""

from smm_assets.budget.seed_tables.seed import seed

TABLES = (
    seed(
        "seed_channel",
        "Channels money can be moved between. Grain: channel",
        ("channel", "text", "channel"),
        ("label", "text", "name people read"),
        ("network", "text", "network the channel belongs to; null when it joins several"),
        ("objective", "text", "objective of the channel"),
        ("result_metric", "text", "what counts as a result of the objective, as declared"),
        ("result_source", "text", "who measures it, as declared; null when the best source is to be taken"),
        ("low", "money", "least spend a day, reporting currency"),
        ("high", "money", "most spend a day, reporting currency"),
        ("frozen", "flag", "whether advice leaves it alone"),
        ("patience_until", "day", "day before which it is not cut"),
    ),
    seed(
        "seed_account",
        "Accounts that are declared or have data. Grain: network, account_id",
        ("network", "text", "network value"),
        ("account_id", "text", "account as raw tables name it"),
        ("account_name", "text", "name people read"),
        ("timezone", "text", "time zone of its reporting days"),
        ("utc_offset_hours", "ratio", "hours its clock is ahead of UTC on as_of; null when the zone is unknown"),
        ("currency", "text", "declared currency"),
        ("publisher", "text", "declared publisher"),
        ("ended", "day", "declared last day of the account; null while it goes on"),
        grows=True,
    ),
    seed(
        "seed_campaign",
        "Channel and objective of everything that delivered. Grain: network, account_id, campaign_key, publisher, "
        "campaign_type",
        ("network", "text", "network value"),
        ("account_id", "text", "account"),
        ("campaign_key", "text", "campaign key of raw rows; empty for the account as a whole"),
        ("publisher", "text", "publisher as exported; empty when not told"),
        ("campaign_type", "text", "campaign type as exported; empty when not told"),
        ("channel", "text", "channel"),
        ("objective", "text", "objective"),
        ("is_paid_media", "flag", "whether it delivered paid media; false for values of accounts and pages"),
        grows=True,
    ),
    seed(
        "seed_campaign_name",
        "The latest name of every campaign that has one, by export time. Grain: network, account_id, campaign_key",
        ("network", "text", "network value"),
        ("account_id", "text", "account"),
        ("campaign_key", "text", "campaign key of raw rows"),
        ("campaign_name", "text", "name in the latest export that names it"),
    ),
    seed(
        "seed_campaign_name_part",
        "Parts of latest campaign names by the naming rule. Grain: network, account_id, campaign_key, part",
        ("network", "text", "network value"),
        ("account_id", "text", "account"),
        ("campaign_key", "text", "campaign key of raw rows"),
        ("part", "text", "part of the rule"),
        ("value", "text", "what the name says, in the spelling of the listed values"),
    ),
    seed(
        "seed_naming_violation",
        "Where latest campaign names break the naming rule. Grain: network, account_id, campaign_key, part",
        ("network", "text", "network value"),
        ("account_id", "text", "account"),
        ("campaign_key", "text", "campaign key of raw rows"),
        ("campaign_name", "text", "latest name"),
        ("part", "text", "part of the rule; null for the name as a whole"),
        ("found", "text", "what stands there; null when nothing does"),
        ("expected", "text", "what the rule asks for"),
        ("suggestion", "text", "listed value that may be meant; null when none is near"),
    ),
    seed(
        "seed_outcome_map",
        "Channel of own results. Grain: network, account_id, traffic_source, traffic_medium, channel_group, "
        "campaign_name, promo_code; all empty when not told",
        ("network", "text", "network value of the source"),
        ("account_id", "text", "account"),
        ("traffic_source", "text", "source as measured"),
        ("traffic_medium", "text", "medium as measured"),
        ("channel_group", "text", "channel group of the analytics tool"),
        ("campaign_name", "text", "campaign as measured"),
        ("promo_code", "text", "promo code"),
        ("channel", "text", "channel, or unattributed"),
        ("is_paid", "flag", "whether paid activity brought it"),
        grows=True,
    ),
    seed(
        "seed_permalink",
        "One spelling of the address of every exported post, to find its tags by. Grain: permalink",
        ("permalink", "text", "address as exported"),
        ("permalink_key", "text", "the address as seed_post_tag spells it"),
        grows=True,
    ),
)
