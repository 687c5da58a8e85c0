"""Seeds of the project's settings, the calendar and the networks' habits.

Belongs here: what is known before any file is read. Not here: what the data bring (`found`) or a user's tables say
(`written`).
"""

from smm_assets.budget.seed_tables.seed import seed

TABLES = (
    seed(
        "seed_settings",
        "Settings of the project and the morning the run speaks of. Grain: one row",
        ("as_of", "day", "the morning the tables speak of; data go through the day before"),
        ("reporting_currency", "text", "ISO 4217 code amounts are converted to"),
        ("timezone", "text", "time zone of the project"),
        ("utc_offset_hours", "ratio", "hours the project's clock is ahead of UTC on as_of"),
        ("project_name", "text", "name of the project"),
        ("stale_days", "count", "days without data after which a channel is late"),
        ("immature_days", "count", "days after which a day counts as settled"),
        ("split_tolerance", "ratio", "allowed difference from the target share of a category"),
        ("quarantined_share", "ratio", "share of spend in quarantine from which a channel is in doubt"),
        ("anomaly_deviations", "ratio", "times its usual straying from which a channel is out of habit"),
        ("anomaly_count", "count", "fewest events to be expected before their absence or excess says anything"),
        ("reconciliation_tolerance", "ratio", "share by which exports of one delivery may be apart"),
        ("rollover", "flag", "whether money a plan period leaves goes to the next one of its channel and category"),
    ),
    seed(
        "seed_level_rule",
        "What smm.yaml says of exports at several levels; apart, for models made by days read it. Grain: one row",
        ("restatement_share", "ratio", "most of a figure that networks take back later"),
    ),
    seed(
        "seed_calendar",
        "Days from the first one anything is known of to the end of plans. Grain: date",
        ("date", "day", "day"),
        ("weekday", "count", "0 Monday to 6 Sunday"),
        ("week_start", "day", "Monday of its week"),
        ("month_start", "day", "first day of its month"),
        ("month_end", "day", "last day of its month"),
        ("is_past", "flag", "whether it lies before as_of"),
    ),
    seed(
        "seed_window",
        "Windows effectiveness is judged over. Grain: window_name",
        ("as_of", "day", "morning the window is seen from"),
        ("window_name", "text", "7d, 28d, mtd or 90d"),
        ("window_start", "day", "first day, inclusive"),
        ("window_end", "day", "last day, inclusive"),
        ("previous_start", "day", "first day of the window of the same length before"),
        ("previous_end", "day", "last day of the window of the same length before"),
    ),
    seed(
        "seed_network",
        "Networks this software knows. Grain: network",
        ("network", "text", "network value"),
        ("label", "text", "name people read"),
        ("click_kind", "text", "link when it reports clicks to the destination, else all"),
        ("kind", "text", "ads, organic, outcome or mixed"),
        ("measured_by", "text", "who measures its results: platform, analytics or crm"),
        ("daily_overspend", "ratio", "times a daily budget the network may spend on one day"),
        ("overspend_window", "text", "where it evens that out: week (Sunday to Saturday), month, or null when nowhere"),
        ("window_budgets", "ratio", "daily budgets it spends at most in such a window"),
    ),
    seed(
        "seed_objective",
        "What counts as a result of each objective. Grain: objective",
        ("objective", "text", "objective"),
        ("result_metric", "text", "metric that counts as a result"),
        ("result_source", "text", "declared source: platform, analytics or crm; null when the best is to be taken"),
    ),
    seed(
        "seed_split",
        "Target shares of the budget. Grain: category",
        ("category", "text", "content, promotion, research or training"),
        ("target_share", "ratio", "target share, 0 to 1"),
    ),
    seed(
        "seed_maturity",
        "How much of a metric is usually known by age; ages and metrics without a row are final. Grain: network, "
        "metric, age_days",
        ("network", "text", "network value"),
        ("metric", "text", "metric"),
        ("age_days", "count", "days between the reporting day and the export; 1 is the day after"),
        ("completeness", "ratio", "value known ÷ final value; above 1 where the network takes back later"),
        ("low", "ratio", "lower end of the 80 % interval of completeness"),
        ("high", "ratio", "upper end of the 80 % interval of completeness"),
        ("spread", "ratio", "standard deviation of what is still to come, per square root of a known report"),
        ("uncertainty", "ratio", "standard error of the logarithm of completeness"),
        ("can_fall", "flag", "whether later exports take back"),
        ("days_learned", "count", "account-days seen in at least two exports; 0 for a default"),
        ("exports_learned", "count", "exports of accounts they were seen in"),
        ("basis", "text", "default (what the network documents) or learned"),
    ),
    seed(
        "seed_export_advice",
        "What to choose in a network's own pages to get an export that serves, for every report that is read. Grain: "
        "network, report_name",
        ("network", "text", "network value"),
        ("report_name", "text", "which of the network's reports"),
        ("report", "text", "kind of the report: ads, outcome, organic_metric …"),
        ("title", "text", "what people call it"),
        ("is_first", "flag", "whether it is the one to ask for where none of its kind was used yet"),
        ("tells_ids", "flag", "whether it can name campaigns, ad groups or ads by id"),
        ("day_advice", "text", "how to get a row for each day"),
        ("ids_advice", "text", "how to get ids"),
    ),
    seed(
        "seed_retired_metric",
        "Metrics networks stopped reporting; their values are null from that day on. Grain: network, "
        "raw_table, metric, publisher",
        ("network", "text", "network"),
        ("raw_table", "text", "raw table the metric is kept in"),
        ("metric", "text", "column of the table, or metric of raw.account_metric"),
        ("publisher", "text", "facebook, instagram … where only one of them stopped; null for all"),
        ("since", "day", "first day without it"),
        ("why", "text", "what people should know, such as what replaced it"),
        ("source", "text", "where that is said"),
    ),
)
