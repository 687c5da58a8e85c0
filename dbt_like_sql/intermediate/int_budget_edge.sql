/* ---
description: >
  How much of the spend counted for a planned amount may belong to the day before or after it, because accounts count
  their days in another time zone than the project: hours between the zones / 24 of the first and the last counted day's
  spend. Accounts without a known zone add nothing. Grain - period_start, period_end, channel, category.
grain: [period_start, period_end, channel, category]
owner: analytics
tags: [money]
columns: [
  period_start: {description: first day}, period_end: {description: last day},
  channel: {description: channel; empty when shared}, category,
  misdated_bound: {type: money, unit: reporting currency, description: most that may belong to a neighbouring day}]
checks:
  - not_null: [period_start, period_end, channel, category, misdated_bound]
  - expression: misdated_bound >= 0
--- */
WITH spent AS (
    SELECT
        d.channel, d.date, d.network, d.account_id, CAST(SUM(d.spend) AS DOUBLE) AS spend,
        MAX(ABS(CAST(a.utc_offset_hours AS DOUBLE) - CAST(s.utc_offset_hours AS DOUBLE))) AS hours
    FROM ref('int_campaign_part_day') AS d
    INNER JOIN ref('seed_account') AS a ON a.network = d.network AND a.account_id = d.account_id
    INNER JOIN ref('seed_settings') AS s ON a.utc_offset_hours <> s.utc_offset_hours
    WHERE d.date < s.as_of
    GROUP BY d.channel, d.date, d.network, d.account_id
)

SELECT
    p.period_start, p.period_end, p.line_channel AS channel, p.category,
    CAST(SUM(CAST(COALESCE(e.spend, 0) * e.hours / 24 AS DECIMAL(38, 10))) AS DECIMAL(18, 6)) AS misdated_bound
FROM ref('int_budget_part') AS p
INNER JOIN spent AS e
    ON e.channel = p.channel AND (e.date = p.period_start OR e.date = LEAST(p.data_through, p.period_end))
WHERE p.has_ads
GROUP BY p.period_start, p.period_end, p.line_channel, p.category
