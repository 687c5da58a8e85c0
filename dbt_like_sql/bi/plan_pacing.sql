/* ---
description: >
  Where the money stands against the plan this morning, line by line, with the status in words. Made from
  budget_adherence. Grain - period_start, period_end, channel, category.
grain: [period_start, period_end, channel, category]
owner: analytics
tags: [money]
materialization: view
columns: [
  as_of, period_start: {type: day, description: first day of the plan period}, period_end: {type: day, description: last day of the plan period},
  is_current: {type: flag, description: whether the period holds the morning of as_of}, channel: {type: text, description: channel; null when the amount is for all},
  channel_label: {type: text, description: "name of the channel people read; all channels where the amount is for all"}, category,
  currency: {type: text, description: "ISO 4217 code of all money of the row, the reporting currency"},
  budget: {type: money, unit: reporting currency, additive: true, description: planned amount in force with what was carried over; null when nothing is planned},
  spent: {type: money, unit: reporting currency, additive: true, description: known amount of the period so far; null when nothing is known},
  spent_estimate: {type: money, unit: reporting currency, additive: true, description: what days without data have probably cost},
  expected_so_far: {type: money, unit: reporting currency, additive: true, description: what the plan gave the days known so far},
  amount_left: {type: money, unit: reporting currency, description: budget - spent - spent_estimate}, pace: {type: ratio, unit: ratio, description: "spent / expected_so_far; 1 is on plan"},
  likely_end: {type: money, unit: reporting currency, additive: true, description: amount the period is likely to end at},
  likely_end_low: {type: money, unit: reporting currency, description: "lower end of the range the end lies in with a chance of 80 %"},
  likely_end_high: {type: money, unit: reporting currency, description: "upper end of that range"},
  needed_per_day: {type: money, unit: reporting currency per day, description: what is left per day from as_of; null after the end}, status: {type: text, description: "on_track, watch, over, under, no_budget or no_data"},
  status_label: {type: text, description: the status in words}, reason: {type: text, description: "why, in words"}, data_through]
checks:
  - not_null: [as_of, period_start, period_end, channel_label, category, currency, status, status_label]
--- */
SELECT
    b.as_of, b.period_start, b.period_end, b.as_of >= b.period_start AND b.as_of <= b.period_end AS is_current, b.channel,
    CASE WHEN b.channel IS NULL THEN 'all channels' ELSE COALESCE(c.label, b.channel) END AS channel_label, b.category,
    s.reporting_currency AS currency, b.budget + COALESCE(b.carried_over, 0) AS budget, b.spend_to_date AS spent,
    b.unreported_estimate AS spent_estimate, b.expected_to_date AS expected_so_far,
    b.budget + COALESCE(b.carried_over, 0) - b.spend_to_date - COALESCE(b.unreported_estimate, 0) AS amount_left, b.pace,
    b.projected_spend AS likely_end, b.projected_low AS likely_end_low, b.projected_high AS likely_end_high,
    b.needed_per_day, b.status,
    CASE b.status
        WHEN 'on_track' THEN 'on track' WHEN 'watch' THEN 'keep an eye on it' WHEN 'over' THEN 'over the plan'
        WHEN 'under' THEN 'behind the plan' WHEN 'no_budget' THEN 'nothing planned' ELSE 'no data'
    END AS status_label, b.reason, b.data_through
FROM ref('budget_adherence') AS b
CROSS JOIN ref('seed_settings') AS s
LEFT JOIN ref('channel') AS c ON c.channel = b.channel
