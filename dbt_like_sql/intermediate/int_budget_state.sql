/* ---
description: >
  Where each planned amount stands: what is known to be spent, what unreported days probably cost, what is still to come.
  Started plan periods, and spending of the running month nothing was planned for. Grain - period_start, period_end,
  channel, category.
grain: [period_start, period_end, channel, category]
owner: analytics
columns: [
  period_start: {description: first day}, period_end: {description: last day},
  channel: {description: channel; empty when shared}, category, budget,
  days_total: {type: count, description: days of the period}, days_left: {type: count, description: days from as_of to its end},
  has_ads: {type: flag, description: whether ad spend belongs to it}, spend_to_date, unreported_days, unreported_estimate,
  gap_estimate: {type: ratio, description: the part of unreported_estimate that lies before data_through}, data_through,
  coming_estimate: {type: ratio, description: "of the days to come: declared costs and what running campaigns spend a day, more or less as the plan has it for those days; without ads the declared costs, at least at the rate so far"},
  variance: {type: ratio, description: variance of unreported and coming ad spend}, highest_day_ever, includes_period,
  ended_campaigns: {type: count, description: campaigns of the last 14 known days that no longer run},
  last_spent: {type: day, description: last known day with ad spend}]
checks:
  - not_null: [period_start, period_end, channel, category, days_total, days_left]
--- */
WITH spender AS (
    SELECT
        t.period_start, t.period_end, t.channel, t.category, b.spent, b.data_through, b.includes_period,
        COALESCE(b.has_ads, t.awaits_ads AND r.channel IS NOT NULL) AS has_ads, COALESCE(b.unknown_days, 0) AS unknown_days,
        COALESCE(b.gap_days, 0) AS gap_days, COALESCE(b.committed, 0) AS committed,
        CASE WHEN COALESCE(b.has_ads, t.awaits_ads) THEN r.mean_spend END AS mean_spend,
        CASE WHEN COALESCE(b.has_ads, t.awaits_ads) THEN r.running_mean END AS running_mean,
        CASE WHEN COALESCE(b.has_ads, t.awaits_ads) THEN r.variance END AS variance, r.days, r.highest_day_ever, r.ended_campaigns, r.last_spent,
        COALESCE(v.coming_days, t.days_left) AS coming_days,
        COALESCE(b.unknown_days, 0) + COALESCE(v.coming_squares, t.days_left) AS squares,
        t.awaits_ads AND b.spent IS NULL AND NOT COALESCE(b.has_ads, r.channel IS NOT NULL) AS is_awaited
    FROM ref('int_budget_line') AS t
    LEFT JOIN ref('int_budget_part') AS b
        ON b.period_start = t.period_start AND b.period_end = t.period_end AND b.line_channel = t.channel AND b.category = t.category
    LEFT JOIN ref('int_channel_recent') AS r ON r.channel = COALESCE(b.channel, t.channel) AND t.category = 'promotion'
    LEFT JOIN ref('int_budget_level') AS v
        ON v.period_start = t.period_start AND v.period_end = t.period_end AND v.channel = t.channel AND v.category = t.category
)

SELECT
    t.period_start, t.period_end, t.channel, t.category, MAX(t.budget) AS budget, t.days_total, t.days_left,
    MAX(CASE WHEN p.has_ads THEN 1 ELSE 0 END) = 1 AS has_ads,
    CASE WHEN COUNT(p.spent) > 0 THEN SUM(p.spent) WHEN MAX(CASE WHEN p.has_ads THEN 1 ELSE 0 END) = 0 THEN MAX(t.no_cost) END AS spend_to_date,
    CASE WHEN MIN(CASE WHEN p.is_awaited THEN 1 ELSE 0 END) = 1 THEN t.days_total - t.days_left ELSE SUM(p.unknown_days) END
        AS unreported_days,
    CAST(SUM(CAST(p.unknown_days * COALESCE(p.mean_spend, 0) AS DECIMAL(38, 10))) AS DOUBLE) AS unreported_estimate,
    CAST(SUM(CAST(p.gap_days * COALESCE(p.mean_spend, 0) AS DECIMAL(38, 10))) AS DOUBLE) AS gap_estimate,
    CASE
        WHEN MAX(CASE WHEN p.has_ads THEN 1 ELSE 0 END) = 1 THEN MAX(p.data_through)
        WHEN MAX(t.last_past) >= t.period_start AND MIN(CASE WHEN p.is_awaited THEN 1 ELSE 0 END) = 0 THEN MAX(t.last_past)
    END AS data_through,
    CASE
        WHEN MAX(CASE WHEN p.has_ads THEN 1 ELSE 0 END) = 1
            THEN CAST(SUM(p.committed + CAST(p.coming_days * COALESCE(p.running_mean, 0) AS DECIMAL(38, 10))) AS DOUBLE)
        WHEN CAST(SUM(p.spent) AS DOUBLE) / GREATEST(t.days_total - t.days_left, 1) * t.days_left
            > CAST(SUM(p.committed) AS DOUBLE) + 0.01
            THEN CAST(SUM(p.spent) AS DOUBLE) / GREATEST(t.days_total - t.days_left, 1) * t.days_left
        ELSE CAST(SUM(p.committed) AS DOUBLE)
    END AS coming_estimate,
    SUM(COALESCE((p.squares + POWER(p.unknown_days + p.coming_days, 2) / p.days) * p.variance, 0)) AS variance,
    SUM(CASE WHEN p.has_ads THEN p.highest_day_ever END) AS highest_day_ever,
    MAX(CASE WHEN p.includes_period THEN 1 ELSE 0 END) = 1 AS includes_period,
    SUM(CASE WHEN p.has_ads THEN p.ended_campaigns END) AS ended_campaigns, MAX(CASE WHEN p.has_ads THEN p.last_spent END) AS last_spent
FROM ref('int_budget_line') AS t
INNER JOIN spender AS p
    ON p.period_start = t.period_start AND p.period_end = t.period_end AND p.channel = t.channel AND p.category = t.category
GROUP BY t.period_start, t.period_end, t.channel, t.category, t.days_total, t.days_left
