/* ---
description: >
  Where each planned amount stands: what is known to be spent, what unreported days probably cost, what is still to come. Started
  plan periods, and spending of the running month nothing was planned for. Grain - period_start, period_end, channel, category.
grain: [period_start, period_end, channel, category]
owner: analytics
tags: [money]
columns: [period_start: {description: first day}, period_end: {description: last day},
  channel: {description: channel; empty when shared}, category, budget,
  days_total: {type: count, description: days of the period}, days_left: {type: count, description: days from as_of to its end},
  has_ads: {type: flag, description: whether ad spend belongs to it}, spend_to_date, unreported_days, unreported_estimate,
  gap_estimate: {type: ratio, description: the part of unreported_estimate that lies before data_through}, data_through,
  coming_estimate: {type: ratio, description: "of the days to come: declared costs and what running campaigns spend a day, more or less as the plan has it for those days; without ads the declared costs, at least at the rate so far"},
  variance: {type: ratio, description: variance of unreported and coming ad spend}, highest_day_ever, includes_period,
  ended_campaigns: {type: count, description: campaigns of the last 14 known days that no longer run},
  last_spent: {type: day, description: last known day with ad spend},
  late: {type: text, description: channels of a shared amount whose data end before others, in words; null when none}]
checks:
  - not_null: [period_start, period_end, channel, category, days_total, days_left]
--- */
WITH spender AS (
    SELECT
        t.period_start, t.period_end, t.channel, t.category, b.spent, b.data_through, b.includes_period,
        COALESCE(b.has_ads, t.awaits_ads AND r.channel IS NOT NULL) AS has_ads, COALESCE(b.unknown_days, 0) AS unknown_days,
        COALESCE(b.gap_days, 0) AS gap_days, COALESCE(b.committed, 0) AS committed, COALESCE(b.coming_days, 0) AS ad_days,
        r.mean_spend, r.running_mean, r.variance, r.days, r.ended_campaigns, r.last_spent, b.channel AS spender, COALESCE(h.label, b.channel) AS label,
        COALESCE(v.coming_days, b.coming_days, 0) AS coming_days,
        COALESCE(b.unknown_days, 0) + COALESCE(v.coming_squares, b.coming_days, 0) AS squares,
        MAX(b.data_through) OVER (PARTITION BY t.period_start, t.period_end, t.channel, t.category) AS latest,
        t.awaits_ads AND b.spent IS NULL AND NOT COALESCE(b.has_ads, r.channel IS NOT NULL) AS is_awaited
    FROM ref('int_budget_line') AS t LEFT JOIN ref('int_budget_part') AS b
        ON b.period_start = t.period_start AND b.period_end = t.period_end AND b.line_channel = t.channel AND b.category = t.category
    LEFT JOIN ref('int_channel_recent') AS r ON r.channel = COALESCE(b.channel, t.channel) AND t.category = 'promotion'
    LEFT JOIN ref('int_budget_level') AS v
        ON v.period_start = t.period_start AND v.period_end = t.period_end AND v.line_channel = t.channel AND v.category = t.category
        AND v.channel = b.channel
    LEFT JOIN ref('seed_channel') AS h ON h.channel = b.channel
),

daily AS (
    SELECT p.period_start, p.period_end, p.channel, p.category, SUM(d.spend) AS spend
    FROM spender AS p
    INNER JOIN ref('channel_daily') AS d ON d.channel = p.spender AND (p.has_ads OR p.ad_days > 0)
    GROUP BY p.period_start, p.period_end, p.channel, p.category, d.date
)

SELECT
    t.period_start, t.period_end, t.channel, t.category, MAX(t.budget) AS budget, t.days_total, t.days_left,
    MAX(CASE WHEN p.has_ads THEN 1 ELSE 0 END) = 1 AS has_ads,
    CASE WHEN COUNT(p.spent) > 0 THEN SUM(p.spent) WHEN MAX(CASE WHEN p.has_ads THEN 1 ELSE 0 END) = 0
        THEN COALESCE(MAX(t.no_cost), CASE WHEN SUM(p.ad_days) > 0 AND t.days_left < t.days_total THEN 0 END) END AS spend_to_date,
    CASE WHEN MIN(CASE WHEN p.is_awaited THEN 1 ELSE 0 END) = 1 THEN t.days_total - t.days_left ELSE SUM(p.unknown_days) END
        AS unreported_days,
    CAST(SUM(CAST(p.unknown_days * COALESCE(p.mean_spend, 0) AS DECIMAL(38, 10))) AS DOUBLE) AS unreported_estimate,
    CAST(SUM(CAST(p.gap_days * COALESCE(p.mean_spend, 0) AS DECIMAL(38, 10))) AS DOUBLE) AS gap_estimate,
    CASE
        WHEN MAX(CASE WHEN p.has_ads THEN 1 ELSE 0 END) = 1 THEN MAX(p.data_through)
        WHEN MAX(t.last_past) >= t.period_start AND MIN(CASE WHEN p.is_awaited THEN 1 ELSE 0 END) = 0 THEN MAX(t.last_past)
    END AS data_through,
    CASE
        WHEN MAX(CASE WHEN p.has_ads THEN 1 ELSE 0 END) = 1 OR SUM(p.ad_days) > 0
            THEN CAST(SUM(p.committed + CAST(p.coming_days * COALESCE(p.running_mean, 0) AS DECIMAL(38, 10))) AS DOUBLE)
        WHEN CAST(SUM(p.spent) AS DOUBLE) / GREATEST(t.days_total - t.days_left, 1) * t.days_left
            > CAST(SUM(p.committed) AS DOUBLE) + 0.01
            THEN CAST(SUM(p.spent) AS DOUBLE) / GREATEST(t.days_total - t.days_left, 1) * t.days_left
        ELSE CAST(SUM(p.committed) AS DOUBLE)
    END AS coming_estimate,
    SUM(COALESCE((p.squares + POWER(p.unknown_days + p.coming_days, 2) / p.days) * p.variance, 0)) AS variance,
    MAX(g.highest) AS highest_day_ever, MAX(CASE WHEN p.includes_period THEN 1 ELSE 0 END) = 1 AS includes_period,
    SUM(CASE WHEN p.has_ads THEN p.ended_campaigns END) AS ended_campaigns, MAX(CASE WHEN p.has_ads THEN p.last_spent END) AS last_spent,
    STRING_AGG(CASE WHEN t.channel = '' AND p.unknown_days > p.gap_days AND (p.data_through IS NULL OR p.data_through < p.latest)
        THEN p.label || COALESCE(' only through ' || CAST(p.data_through AS VARCHAR), ' not at all') END, ', ' ORDER BY p.spender) AS late
FROM ref('int_budget_line') AS t
INNER JOIN spender AS p
    ON p.period_start = t.period_start AND p.period_end = t.period_end AND p.channel = t.channel AND p.category = t.category
LEFT JOIN (
    SELECT period_start, period_end, channel, category, MAX(spend) AS highest FROM daily GROUP BY period_start, period_end, channel, category
) AS g ON g.period_start = t.period_start AND g.period_end = t.period_end AND g.channel = t.channel AND g.category = t.category
GROUP BY t.period_start, t.period_end, t.channel, t.category, t.days_total, t.days_left
