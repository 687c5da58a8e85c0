"""Tables of schema `state` that follow on a recommendation: its steps, reviews, approvals and what came of it.

Belongs here: their columns, types, comments. Not here: the recommendation itself (`state`).
"""

from smm_assets.warehouse.bookkeeping.kept import kept

RECOMMENDATION_STEP = kept(
    "state",
    "recommendation_step",
    "The daily budgets that lead to what is recommended, day by day. Grain: recommendation_id, channel, date",
    ("recommendation_id", "text", "recommendation"),
    ("channel", "text", "channel"),
    ("date", "day", "day of the period, of its first two months at most"),
    (
        "daily_budget",
        "money",
        "budget to be set at the network for the day, reporting currency",
        "reporting currency per day",
    ),
    ("step", "count", "0 while today's mix goes on, then 1, 2 … with each change, at least a week apart", "step"),
    ("is_change", "flag", "whether the budget is another than the day before, on the first day than today's spend"),
    (
        "most_on_day",
        "money",
        "most the network may spend on the day by its own rule; null when it states none",
        "reporting currency",
    ),
    (
        "most_by_day",
        "money",
        "most it may have spent since the first day, by its rule for a week or month",
        "reporting currency",
    ),
    (
        "day_rest",
        "money",
        "money of the day no budget takes up, because budgets are whole coins; all channels",
        "reporting currency",
    ),
    ("note", "text", "what has to be known when setting it, in words; empty when nothing"),
)
RECOMMENDATION_REVIEW = kept(
    "state",
    "recommendation_review",
    "What each morning said of the recommendation: made anew and why, or unchanged. Grain: as_of, objective",
    ("as_of", "day", "morning"),
    ("objective", "text", "objective"),
    ("recommendation_id", "text", "recommendation in force from that morning on"),
    ("is_new", "flag", "whether it was made that morning"),
    ("trigger_name", "text", "first, review, budget, tracking, stopped, event or forecast; none when unchanged"),
    ("trigger_detail", "text", "the same in words"),
    ("summary", "text", "what that morning says, in words"),
    ("reviewed_at", "moment", "when, UTC"),
)
APPROVAL = kept(
    "state",
    "approval",
    "What was approved of a recommendation, channel by channel, and the plan amount that follows from it. Grain: "
    "recommendation_id, channel",
    ("recommendation_id", "text", "recommendation"),
    ("channel", "text", "approved channel"),
    ("approved_at", "moment", "when, UTC"),
    ("valid_from", "day", "first day it is for"),
    ("valid_to", "day", "last day it is for"),
    ("daily_budget", "money", "approved money per day, reporting currency", "reporting currency per day"),
    ("line_start", "day", "first day of the plan line it changes"),
    ("line_end", "day", "last day of that line"),
    ("line_item", "text", "item of that line; null when it has none"),
    ("line_currency", "text", "currency of that line"),
    (
        "file_amount",
        "money",
        "what the plan file said then; null when it had no such line",
        "currency of the plan line",
    ),
    ("plan_amount", "money", "what the plan says now; the line's currency", "currency of the plan line"),
)
RECOMMENDATION_SCORECARD = kept(
    "state",
    "recommendation_scorecard",
    "What came of each recommendation, channel by channel, held against what it foretold. Grain: recommendation_id, "
    "channel",
    ("recommendation_id", "text", "recommendation"),
    ("channel", "text", "channel"),
    ("first_day", "day", "first day it is judged by"),
    ("last_day", "day", "last day it is judged by: the day before the next recommendation, or the end of its period"),
    ("days_known", "count", "known days among them", "days"),
    ("data_through", "day", "last known day of the channel among them; null when none is known"),
    ("mean_spend", "ratio", "spend a day on the known days, reporting currency", "reporting currency per day"),
    ("followed", "flag", "whether spend went at least half of the recommended way, or stayed; null while unknown"),
    (
        "followed_share",
        "ratio",
        "how much of the recommended change was made; null where none was recommended",
        "ratio",
    ),
    (
        "predicted_uplift",
        "ratio",
        "results more than at the former spend, as recommended, over the known days",
        "results",
    ),
    ("predicted_low", "ratio", "lower end of its 90 % interval", "results"),
    ("predicted_high", "ratio", "upper end of its 90 % interval", "results"),
    ("observed", "decimal", "results that came on the known days; null when none is known", "results"),
    ("expected", "ratio", "results foretold for the money that was spent on them", "results"),
    ("expected_low", "ratio", "lower end of its 90 % interval, day-to-day scatter included", "results"),
    ("expected_high", "ratio", "upper end of its 90 % interval", "results"),
    ("observed_uplift", "ratio", "results that came less those foretold for the former spend", "results"),
    ("observed_uplift_low", "ratio", "lower end of its 90 % interval, scatter included", "results"),
    ("observed_uplift_high", "ratio", "upper end of its 90 % interval", "results"),
    ("in_interval", "flag", "whether what came lies in the interval foretold for the money that was spent"),
    ("is_final", "flag", "whether its days are over, known and settled"),
)
