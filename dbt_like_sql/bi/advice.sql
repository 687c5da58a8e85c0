/* ---
description: >
  What is advised for each channel, with the recommendation it belongs to on every row. Amounts are per day.
  Rows of one recommendation repeat its totals: take those once. Made from recommendation and budget_recommendation.
  Grain - recommendation_id, channel.
grain: [recommendation_id, channel]
owner: analytics
tags: [decision]
materialization: view
columns: [
  recommendation_id: {type: text, description: recommendation}, as_of: {type: day, description: morning it was made for}, objective,
  period_start: {type: day, description: first day it is for}, period_end: {type: day, description: "last day it is for, inclusive"},
  recommendation_status: {type: text, description: "proposed, approved, declined or superseded"},
  is_current: {type: flag, description: whether it stands - neither declined nor superseded},
  summary: {type: text, description: the recommendation in words}, review_on: {type: day, description: when to look again},
  stop_if: {type: text, description: what should make one stop earlier}, result_metric, result_source, channel, channel_label,
  currency: {type: text, description: "ISO 4217 code of all money of the row, the reporting currency"},
  spend_now: {type: money, unit: reporting currency per day, additive: true, description: today's spend per day}, spend_advised: {type: money, unit: reporting currency per day, additive: true, description: advised spend per day},
  spend_change: {type: money, unit: reporting currency per day, additive: true, description: spend_advised - spend_now},
  spend_change_share: {type: ratio, unit: ratio, description: spend_change / spend_now; null when nothing is spent now},
  action: {type: text, description: "increase, decrease, keep, hold or test"}, action_label: {type: text, description: the action in words},
  results_now: {type: ratio, unit: results per day, description: results per day at today's spend}, results_advised: {type: ratio, unit: results per day, description: results per day at the advised spend},
  trust: {type: text, description: "full, direction_only or hold"}, reason: {type: text, description: "why, in words"},
  spend_approved: {type: money, unit: reporting currency per day, additive: true, description: approved spend per day; null when it was not approved}, data_through]
checks:
  - not_null: [recommendation_id, as_of, channel, channel_label, currency, action, action_label, is_current]
--- */
SELECT
    b.recommendation_id, r.as_of, r.objective, r.period_start, r.period_end, r.status AS recommendation_status,
    r.status NOT IN ('declined', 'superseded') AS is_current, r.summary, r.review_on, r.stop_if, r.result_metric,
    r.result_source, b.channel, COALESCE(c.label, b.channel) AS channel_label, s.reporting_currency AS currency,
    b.current_spend AS spend_now, b.recommended_spend AS spend_advised, b.change AS spend_change,
    b.change_pct AS spend_change_share, b.action,
    CASE b.action
        WHEN 'increase' THEN 'spend more' WHEN 'decrease' THEN 'spend less' WHEN 'keep' THEN 'leave as it is'
        WHEN 'hold' THEN 'do not touch yet' ELSE 'small test'
    END AS action_label, b.expected_result_current AS results_now, b.expected_result_recommended AS results_advised,
    b.trust, b.reason, b.approved_spend AS spend_approved, b.data_through
FROM ref('budget_recommendation') AS b
INNER JOIN ref('recommendation') AS r ON r.recommendation_id = b.recommendation_id
CROSS JOIN ref('seed_settings') AS s
LEFT JOIN ref('channel') AS c ON c.channel = b.channel
