/* ---
description: >
  The arithmetic of budget_adherence: pace, projection with its 90 % interval (normal, z = 1.644854), probability of
  ending over the budget, tolerance. Grain - period_start, period_end, channel, category.
grain: [period_start, period_end, channel, category]
owner: analytics
columns: [
  period_start: {description: first day}, period_end: {description: last day},
  channel: {description: channel; empty when shared}, category, budget, days_left: {type: count, description: days from as_of to its end},
  has_ads: {type: flag, description: whether ad spend belongs to it}, spend_to_date, includes_period, unreported_days,
  unreported_estimate, data_through, expected_to_date, pace,
  pace_with_gaps: {type: ratio, description: pace with an estimate for days missing before data_through}, variance,
  projected_spend, projected_low, projected_high, needed_per_day, highest_day_ever, probability_over, tolerance_low,
  tolerance_high]
checks:
  - not_null: [period_start, period_end, channel, category]
--- */
WITH projected AS (
    SELECT
        period_start, period_end, channel, category, budget, days_total, days_left, has_ads, spend_to_date,
        unreported_days, gap_estimate, data_through, highest_day_ever, includes_period, CAST(budget AS DOUBLE) AS plan,
        CAST(spend_to_date AS DOUBLE) AS spent, CAST(spend_to_date AS DOUBLE) + unreported_estimate AS spent_all,
        CASE WHEN spend_to_date IS NOT NULL THEN unreported_estimate END AS unreported_estimate,
        CAST(COALESCE(DATE_DIFF('day', period_start, data_through) + 1, 0) AS DOUBLE) AS elapsed,
        COALESCE(CAST(spend_to_date AS DOUBLE), CASE WHEN data_through IS NULL AND unreported_days = 0 THEN 0 END)
        + unreported_estimate + coming_estimate AS ending,
        SQRT(variance) AS sd
    FROM ref('int_budget_state')
),

judged AS (
    SELECT
        period_start, period_end, channel, category, budget, days_left, has_ads, spend_to_date, unreported_days,
        unreported_estimate, data_through, highest_day_ever, includes_period, plan, spent, spent_all, gap_estimate,
        ending, sd, plan * elapsed / days_total AS expected,
        CASE
            WHEN elapsed > 0 AND 1 / elapsed > 0.25 - 0.24 * elapsed / days_total THEN 1 / elapsed
            ELSE 0.25 - 0.24 * elapsed / days_total
        END AS tolerance,
        CASE WHEN sd > 0 THEN (ending - plan) / sd END AS z
    FROM projected
)

SELECT
    period_start, period_end, channel, category, budget, days_left, has_ads, spend_to_date, includes_period,
    unreported_days, unreported_estimate, data_through, expected AS expected_to_date,
    spent / NULLIF(expected, 0) AS pace, (spent + gap_estimate) / NULLIF(expected, 0) AS pace_with_gaps,
    spent - expected AS variance, ending AS projected_spend,
    CASE WHEN ending - 1.644854 * sd < COALESCE(spent, 0) THEN COALESCE(spent, 0) ELSE ending - 1.644854 * sd END
        AS projected_low,
    ending + 1.644854 * sd AS projected_high,
    CASE
        WHEN spent IS NULL AND unreported_days > 0 THEN NULL
        WHEN days_left > 0 AND plan > COALESCE(spent_all, 0) THEN (plan - COALESCE(spent_all, 0)) / days_left
        WHEN days_left > 0 AND plan IS NOT NULL THEN 0
    END AS needed_per_day,
    highest_day_ever,
    CASE
        WHEN z > 6 THEN 1 WHEN z < -6 THEN 0 WHEN z IS NOT NULL THEN 1 / (1 + EXP(-1.5976 * z - 0.07056 * z * z * z))
        WHEN ending > plan THEN 1 WHEN ending <= plan THEN 0
    END AS probability_over,
    1 - tolerance AS tolerance_low, 1 + tolerance AS tolerance_high
FROM judged
