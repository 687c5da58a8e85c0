/* ---
description: >
  The arithmetic of budget_adherence: pace, projection with its 80 % interval (normal, z = 1.281552), probability of
  ending over or under the budget (logistic approximation of the normal distribution by Bowling et al., 2009), tolerance.
  Grain - period_start, period_end, channel, category.
grain: [period_start, period_end, channel, category]
owner: analytics
tags: [money]
columns: [
  period_start: {description: first day}, period_end: {description: last day},
  channel: {description: channel; empty when shared}, category, budget, carried_over, days_left: {type: count, description: days from as_of to its end},
  has_ads: {type: flag, description: whether ad spend belongs to it}, spend_to_date, includes_period, unreported_days,
  unreported_estimate, data_through, expected_to_date, pace,
  pace_with_gaps: {type: ratio, description: pace with an estimate for days missing before data_through}, variance,
  projected_spend, projected_low, projected_high, needed_per_day, highest_day_ever, probability_over,
  probability_under, tolerance_low, tolerance_high, ended_campaigns: {type: count, description: campaigns of the last 14 known days that no longer run},
  last_spent: {type: day, description: last known day with ad spend}, late: {type: text, description: "channels whose data end before others, in words"}]
checks:
  - not_null: [period_start, period_end, channel, category]
--- */
WITH projected AS (
    SELECT
        t.period_start, t.period_end, t.channel, t.category, t.budget, COALESCE(c.carried_over, 0) AS carried_over, t.days_left,
        t.has_ads, t.spend_to_date, t.unreported_days, t.gap_estimate, t.data_through, t.highest_day_ever, t.includes_period,
        t.ended_campaigns, t.last_spent, t.late, c.one_day, CAST(t.budget + COALESCE(c.carried_over, 0) AS DOUBLE) AS plan,
        LEAST(CAST(c.planned_through AS DOUBLE) + CAST(c.carried_over AS DOUBLE) * c.planned_share,
            CAST(t.budget + COALESCE(c.carried_over, 0) AS DOUBLE)) AS expected,
        CAST(t.spend_to_date AS DOUBLE) AS spent, CAST(t.spend_to_date AS DOUBLE) + t.unreported_estimate AS spent_all,
        CASE WHEN t.spend_to_date IS NOT NULL THEN t.unreported_estimate END AS unreported_estimate,
        CAST(COALESCE(DATE_DIFF('day', t.period_start, t.data_through) + 1, 0) AS DOUBLE) / t.days_total AS elapsed,
        COALESCE(CAST(t.spend_to_date AS DOUBLE), CASE WHEN t.data_through IS NULL AND t.unreported_days = 0 THEN 0 END)
        + t.unreported_estimate + t.coming_estimate AS ending,
        SQRT(t.variance) AS sd
    FROM ref('int_budget_state') AS t
    LEFT JOIN ref('int_budget_curve') AS c
        ON c.period_start = t.period_start AND c.period_end = t.period_end AND c.channel = t.channel AND c.category = t.category
),

judged AS (
    SELECT
        period_start, period_end, channel, category, budget, carried_over, days_left, has_ads, spend_to_date,
        unreported_days, unreported_estimate, data_through, highest_day_ever, includes_period, ended_campaigns, last_spent, late,
        plan, spent, spent_all, gap_estimate, ending, sd, expected,
        CASE WHEN expected > 0 AND one_day / expected > 0.25 - 0.24 * elapsed THEN one_day / expected
            ELSE 0.25 - 0.24 * elapsed END AS tolerance,
        CASE WHEN sd > 0 THEN (ending - plan) / sd END AS z, CASE WHEN sd > 0 THEN (0.99 * plan - ending) / sd END AS u
    FROM projected
)

SELECT
    period_start, period_end, channel, category, budget, carried_over, days_left, has_ads, spend_to_date, includes_period,
    unreported_days, unreported_estimate, data_through, expected AS expected_to_date,
    spent / NULLIF(expected, 0) AS pace, (spent + gap_estimate) / NULLIF(expected, 0) AS pace_with_gaps,
    spent - expected AS variance, ending AS projected_spend,
    CASE WHEN ending - 1.281552 * sd < COALESCE(spent, 0) THEN COALESCE(spent, 0) ELSE ending - 1.281552 * sd END
        AS projected_low,
    ending + 1.281552 * sd AS projected_high,
    CASE
        WHEN spent IS NULL AND unreported_days > 0 THEN NULL
        WHEN days_left > 0 AND plan > COALESCE(spent_all, 0) THEN CAST(plan - COALESCE(spent_all, 0) AS DOUBLE) / days_left
        WHEN days_left > 0 AND plan IS NOT NULL THEN 0
    END AS needed_per_day,
    highest_day_ever,
    CASE
        WHEN z > 6 THEN 1 WHEN z < -6 THEN 0 WHEN z IS NOT NULL THEN 1 / (1 + EXP(-1.5976 * z - 0.07056 * z * z * z))
        WHEN ending > plan THEN 1 WHEN ending <= plan THEN 0
    END AS probability_over,
    CASE
        WHEN u > 6 THEN 1 WHEN u < -6 THEN 0 WHEN u IS NOT NULL THEN 1 / (1 + EXP(-1.5976 * u - 0.07056 * u * u * u))
        WHEN ending < 0.99 * plan THEN 1 WHEN ending >= 0.99 * plan THEN 0
    END AS probability_under,
    1 - tolerance AS tolerance_low, 1 + tolerance AS tolerance_high, ended_campaigns, last_spent, late
FROM judged
