/* ---
description: >
  What late metrics of days that are not final are expected to end at, with an 80 % interval - smm_assets/maturity
  /interval.py in SQL. Channels have '' for network, account_id and campaign_key; other days and metrics are final.
  Grain - channel, network, account_id, campaign_key, date, metric.
grain: [channel, network, account_id, campaign_key, date, metric]
owner: analytics
tags: [coverage]
columns: [
  channel, network, account_id, campaign_key, date,
  metric: {type: text, description: "conversions, conversion_value or leads"}, completeness,
  projected: {type: ratio, description: known value / completeness; money in the reporting currency},
  low: {type: ratio, description: lower end of its 80 % interval},
  high: {type: ratio, description: upper end of its 80 % interval; null where no conversion has a value}]
checks:
  - not_null: [channel, date, metric, completeness, projected]
  - expression: low <= projected AND projected <= high
--- */
WITH shape AS (
    SELECT
        channel, network, account_id, campaign_key, date, metric, completeness, report, amount, to_come, variance,
        can_fall OR to_come <= 0 AS is_normal, CASE WHEN can_fall THEN 0 ELSE amount END AS least,
        CASE WHEN variance > 0 THEN to_come * to_come / variance ELSE 0 END AS k,
        CASE WHEN variance > 1.0001 * to_come AND to_come > 0 THEN variance / to_come ELSE 1.0001 END AS ratio,
        0.25 * CASE WHEN ABS(to_come) < 1 THEN ABS(to_come) ELSE 1 END AS edge
    FROM ref('int_still_to_come')
),

tail AS (
    SELECT
        channel, network, account_id, campaign_key, date, metric, completeness, report, amount, to_come, variance,
        is_normal, least, k, edge, SQRT(variance) AS sd,
        CASE WHEN NOT is_normal AND to_come * LN(ratio) / (ratio - 1) <= 2.302585 THEN 1 ELSE 0 END AS nothing
    FROM shape
),

root AS (
    SELECT
        channel, network, account_id, campaign_key, date, metric, completeness, report, amount, to_come, is_normal,
        least, edge, sd, nothing, k > 0.3 AS is_gamma,
        CASE WHEN nothing = 1 THEN 0.841621 ELSE 1.281552 END AS z,
        CASE WHEN k > 0.3 THEN 1 - 1 / (9 * k) - 1.281552 / (3 * SQRT(k)) ELSE 0 END AS low_root,
        CASE WHEN k > 0.3
            THEN 1 - 1 / (9 * k) + CASE WHEN nothing = 1 THEN 0.841621 ELSE 1.281552 END / (3 * SQRT(k)) ELSE 0 END
            AS high_root
    FROM tail
),

reach AS (
    SELECT
        channel, network, account_id, campaign_key, date, metric, completeness, report, amount, least,
        CASE
            WHEN is_normal THEN to_come - 1.281552 * sd - edge
            WHEN nothing = 1 THEN 0
            WHEN NOT is_gamma THEN to_come - 1.281552 * sd - edge
            WHEN low_root > 0 THEN to_come * POWER(low_root, 3) - edge
            ELSE 0
        END AS below,
        CASE
            WHEN is_normal OR NOT is_gamma THEN to_come + z * sd + edge
            WHEN high_root > 0 THEN to_come * POWER(high_root, 3) + edge
            ELSE edge
        END AS above
    FROM root
)

SELECT
    channel, network, account_id, campaign_key, date, metric, completeness, amount / completeness AS projected,
    CASE
        WHEN amount + report * below < least THEN least
        WHEN amount + report * below > amount / completeness THEN amount / completeness
        ELSE amount + report * below
    END AS low,
    CASE WHEN amount + report * above < amount / completeness THEN amount / completeness ELSE amount + report * above END AS high
FROM reach
