/* ---
description: >
  How the whole budget of each month splits over categories against the target split: plan, and actual costs with ad
  spend as promotion. Plan lines and costs of longer periods count by their days in the month. A month that begins before
  ad spend is known is not judged. Grain - as_of, period,
  category.
grain: [as_of, period, category]
owner: analytics
tags: [money]
columns: [
  as_of, period: {type: text, description: "month, as 2026-11"}, period_start: {description: first day of the month},
  period_end: {description: last day of the month}, category, target_share: {type: ratio, unit: ratio 0 to 1, description: target share of the category},
  planned_amount: {type: money, unit: reporting currency, description: planned amount of the month},
  planned_share: {type: ratio, unit: ratio 0 to 1, description: share of the plan},
  actual_amount: {type: money, unit: reporting currency, description: known amount up to the day before as_of},
  people_amount, production_amount, tool_amount, fee_amount, media_amount, other_amount,
  actual_share: {type: ratio, unit: ratio 0 to 1, description: share of what was spent},
  amount_to_target: {type: money, unit: reporting currency, description: "what to move to it from others (below zero - away from it) so that the category has its target share of what was spent"},
  status: {type: text, description: "on_target, above, below or no_data; the allowed difference is split_tolerance, at most half the target share"}, reason: {type: text, description: "why, in words"}, data_through: {description: latest day of any channel with known delivery}]
checks:
  - not_null: [as_of, period, category, target_share, status, reason]
  - accepted: {status: [on_target, above, below, no_data]}
--- */
WITH judged AS (
    SELECT
        l.month_start, l.month_end, l.category, l.target_share, l.people, l.production, l.tool, l.fee, l.other, l.amount, l.planned,
        l.actual, l.all_planned, l.all_actual, l.is_held, NOT (l.is_held AND l.category = 'promotion') AS is_known,
        l.ads_from, l.unknown_days, l.is_held OR COALESCE(l.ads_from > l.month_start, FALSE) AS is_partial,
        CASE
            WHEN l.is_held OR COALESCE(l.ads_from > l.month_start, FALSE) OR l.all_actual <= 0 THEN 'no_data'
            WHEN l.actual / l.all_actual > l.target_share + l.tolerance THEN 'above'
            WHEN l.actual / l.all_actual < l.target_share - l.tolerance THEN 'below'
            ELSE 'on_target'
        END AS status
    FROM ref('int_split') AS l
    WHERE l.planned_categories > 0 OR EXISTS (
        SELECT 1 AS found FROM ref('seed_cost') AS k WHERE k.period_start <= l.month_end AND k.period_end >= l.month_start
    )
)

SELECT
    s.as_of, SUBSTR(CAST(l.month_start AS VARCHAR), 1, 7) AS period, l.month_start AS period_start,
    l.month_end AS period_end, l.category, l.target_share, l.planned AS planned_amount,
    l.planned / NULLIF(l.all_planned, 0) AS planned_share, CASE WHEN l.is_known THEN l.actual END AS actual_amount,
    l.people AS people_amount, l.production AS production_amount, l.tool AS tool_amount, l.fee AS fee_amount,
    CASE WHEN l.is_known THEN l.amount - l.people - l.production - l.tool - l.fee - l.other END AS media_amount,
    l.other AS other_amount, CASE WHEN NOT l.is_partial THEN l.actual / NULLIF(l.all_actual, 0) END AS actual_share,
    CASE WHEN NOT l.is_partial THEN l.target_share * l.all_actual - l.actual END AS amount_to_target, l.status,
    CASE
        WHEN l.is_held THEN 'ad spend of the month waits for an exchange rate'
        WHEN l.is_partial THEN 'not all ad spend before ' || CAST(l.ads_from AS VARCHAR) || ' is known'
        WHEN l.status = 'no_data' THEN 'nothing is spent yet'
        ELSE CAST(CAST(100 * l.actual / l.all_actual AS DECIMAL(18, 1)) AS VARCHAR) || ' % of what was spent, the target is '
            || CAST(CAST(100 * l.target_share AS DECIMAL(18, 1)) AS VARCHAR) || ' %'
            || CASE
                WHEN l.status = 'on_target' THEN ''
                ELSE '; ' || CAST(CAST(ABS(l.target_share * l.all_actual - l.actual) AS DECIMAL(18, 2)) AS VARCHAR) || ' '
                    || s.reporting_currency || CASE l.status WHEN 'above' THEN ' moved to others' ELSE ' moved to it' END || ' would meet it'
            END
            || CASE l.unknown_days WHEN 0 THEN '' WHEN 1 THEN '; 1 day of ad spend is not known' ELSE '; ' || CAST(l.unknown_days AS VARCHAR) || ' days of ad spend are not known' END
    END AS reason,
    t.data_through
FROM judged AS l
CROSS JOIN (SELECT MAX(data_through) AS data_through FROM ref('int_channel_through')) AS t
CROSS JOIN ref('seed_settings') AS s
