"""Tables of schema `state` that keep what was said every morning of small tests and of campaigns.

Belongs here: their columns, types, comments. Not here: recommendations (`state`).
"""

from smm_assets.warehouse.bookkeeping.kept import kept

TEST_VERDICT = kept(
    "state",
    "test_verdict",
    "What the referee said of every channel of every small test, each morning. Grain: as_of, test_id, channel",
    ("as_of", "day", "morning it was said on"),
    ("test_id", "text", "id of the test"),
    ("channel", "text", "channel"),
    (
        "rate",
        "ratio",
        "results to be expected per unit of money; null while no day is known",
        "results per unit of reporting currency",
    ),
    ("rate_low", "ratio", "lower end of its 90 % interval", "results per unit of reporting currency"),
    ("rate_high", "ratio", "upper end of its 90 % interval", "results per unit of reporting currency"),
    (
        "probability_best",
        "ratio",
        "probability that no other channel of the test brings more for the money",
        "ratio 0 to 1",
    ),
    (
        "expected_loss",
        "money",
        "what putting the test's money on this channel alone would give away, as money",
        "reporting currency",
    ),
    (
        "spend_needed",
        "money",
        "about how much more money of this channel until a verdict is likely; 0 once it is there",
        "reporting currency",
    ),
    ("verdict", "text", "pick, drop or cannot_tell_yet"),
    ("reason", "text", "why, in words"),
    (
        "prior_rate",
        "ratio",
        "rate every channel of the test starts from, which counts as one result",
        "results per unit of reporting currency",
    ),
    ("prior_basis", "text", "where that is from: history, benchmark or test"),
    (
        "dispersion",
        "ratio",
        "how many times as much as mere chance the results scatter from day to day; 1 or more",
        "ratio",
    ),
)
CAMPAIGN_ACTION = kept(
    "state",
    "campaign_action",
    "What is to be done with every running campaign, each morning. Grain: as_of, channel, network, account_id, "
    "campaign_key",
    ("as_of", "day", "morning it was said on"),
    ("channel", "text", "channel"),
    ("network", "text", "network value"),
    ("account_id", "text", "account"),
    ("campaign_key", "text", "campaign key of raw rows; empty for money no export tells campaigns of"),
    ("campaign_id", "text", "the network's id; null where exports carry none"),
    ("recommendation_id", "text", "recommendation whose money is split; null when none stood"),
    ("objective", "text", "objective of the campaign"),
    ("result_metric", "text", "what counts as a result of it"),
    ("result_source", "text", "platform, analytics or crm"),
    ("window_name", "text", "days the figures are of: 28d, or 90d where these brought fewer than 10 results"),
    ("spend", "money", "spend of the days with known results, reporting currency", "reporting currency"),
    ("results", "ratio", "results of these days; null when unknown", "results"),
    (
        "cost_per_result",
        "ratio",
        "spend times usual completeness of its results, per result",
        "reporting currency per result",
    ),
    ("cost_per_result_low", "ratio", "lower end of its 90 % interval", "reporting currency per result"),
    (
        "cost_per_result_high",
        "ratio",
        "upper end of its 90 % interval; null without results",
        "reporting currency per result",
    ),
    ("target", "ratio", "target cost of a result; null when none is set", "reporting currency per result"),
    (
        "compared_with",
        "ratio",
        "without a target: cost of a result on the channel's other campaigns of the objective",
        "reporting currency per result",
    ),
    ("verdict", "text", "scale, keep, fix, pause or cannot_tell_yet"),
    (
        "budget_from",
        "money",
        "mean spend a day of the last 7 complete days, reporting currency, whole cents",
        "reporting currency per day",
    ),
    (
        "budget_to",
        "money",
        "spend a day from as_of on; with channel_rest the channel's recommended spend",
        "reporting currency per day",
    ),
    (
        "channel_rest",
        "money",
        "money a day of the channel that no campaign may take; the same on all its campaigns",
        "reporting currency per day",
    ),
    (
        "network_minimum",
        "money",
        "least daily budget the network takes; null when it states none or no rate is known",
        "reporting currency per day",
    ),
    ("currency", "text", "currency of the account"),
    (
        "rate",
        "ratio",
        "what one unit of it is worth in the reporting currency on rate_date",
        "reporting currency per unit of currency",
    ),
    ("rate_date", "day", "day of the rate"),
    ("reason", "text", "why, in words"),
    ("data_through", "day", "last complete day of the channel"),
)
