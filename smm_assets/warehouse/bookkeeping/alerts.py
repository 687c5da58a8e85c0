"""Tables of schema `state` that keep what alerts are about and who was told.

Belongs here: their columns, types, comments. Not here: what is worth telling (`smm_assets/alerts`).
"""

from smm_assets.warehouse.bookkeeping.kept import kept

ALERT = kept(
    "state",
    "alert",
    "Every matter worth an alert or a digest, from when it was first seen until it is resolved; one that comes back "
    "has a row of its own. Grain: key, first_seen",
    ("key", "text", "names the matter over mornings"),
    (
        "event",
        "text",
        "run_failed, missing_export, quarantine, budget, kpi or recommendation; of a digest morning, weekly, month_end",
    ),
    ("first_seen", "moment", "when it was first seen, UTC"),
    ("last_seen", "moment", "when it was last seen, UTC"),
    ("sent_at", "moment", "when somebody was last told, UTC; null when nobody was"),
    ("resolved_at", "moment", "when it was first not seen any more, UTC; null while it stands"),
    ("level", "count", "1 watch, 2 bad", "level"),
    ("amount", "money", "money at stake, reporting currency; null where nobody knows", "reporting currency"),
    ("text", "text", "what it is, on one line"),
    ("more", "text", "the rest of it"),
    ("cure", "text", "what to do"),
    ("place", "text", "where to look"),
)
ALERT_DELIVERY = kept(
    "state",
    "alert_delivery",
    "What each target was told of each matter, and the tries that went wrong. Grain: key, first_seen, target",
    ("key", "text", "matter, see state.alert"),
    ("first_seen", "moment", "which time it came up, UTC"),
    ("target", "text", "name of the target in smm.yaml"),
    ("told_at", "moment", "when it was last told, UTC; null when it never was"),
    ("told_level", "count", "the worst level that was told", "level"),
    ("told_amount", "money", "the largest amount that was told, reporting currency", "reporting currency"),
    ("tried_at", "moment", "when it was last tried, UTC"),
    ("failures", "count", "tries since that went wrong", "tries"),
    ("error", "text", "why the last try went wrong, without secrets; empty when it went well"),
)
