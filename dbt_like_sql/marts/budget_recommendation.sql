/* ---
description: A recommendation's line for each channel; spends are per day in the reporting currency. Grain - recommendation_id, channel.
grain: [recommendation_id, channel]
owner: analytics
tags: [decision]
columns:
  recommendation_id: {type: text, description: "recommendation"}
  channel: {type: text, description: "channel"}
  current_spend: {type: money, unit: reporting currency per day, description: "today's spend per day"}
  recommended_spend: {type: money, unit: reporting currency per day, description: "recommended spend per day"}
  change: {type: money, unit: reporting currency per day, description: "recommended minus current"}
  change_pct: {type: ratio, unit: ratio, description: "change as a share of current, null when current is 0"}
  action: {type: text, description: "increase, decrease, keep, hold or test"}
  expected_result_current: {type: ratio, unit: results per day, description: "results per day at today's spend"}
  expected_result_recommended: {type: ratio, unit: results per day, description: "results per day at the recommended spend"}
  uplift: {type: ratio, unit: results per day, description: "difference of the two, in results"}
  uplift_low: {type: ratio, unit: results per day, description: "lower end of its 90 % interval"}
  uplift_high: {type: ratio, unit: results per day, description: "upper end of its 90 % interval"}
  marginal_return_current: {type: ratio, unit: results per unit of reporting currency, description: "results the next unit of money brings at today's spend"}
  marginal_return_recommended: {type: ratio, unit: results per unit of reporting currency, description: "results the next unit of money brings at the recommended spend"}
  binding_constraint: {type: text, description: "what stopped the channel from going further"}
  shadow_price: {type: ratio, unit: results per unit of reporting currency, description: "results one more unit of money would bring if that were loosened"}
  trust: {type: text, description: "full, direction_only or hold"}
  reason: {type: text, description: "why, in words"}
  period_amount: {type: money, unit: reporting currency, description: "money of the whole period; with kept_for_tests_period it adds up to total_period to the cent"}
  kept_spend: {type: money, unit: reporting currency per day, description: "spend per day in today's mix scaled to the same total"}
  plan_left: {type: money, unit: reporting currency, description: "what its plan line had left for these days; null without one"}
  low: {type: money, unit: reporting currency per day, description: "least a day that plan and smm.yaml allow; null when they set none"}
  high: {type: money, unit: reporting currency per day, description: "most a day that plan and smm.yaml allow; null when they set none"}
  approved_spend: {type: money, unit: reporting currency per day, description: "approved spend per day; null when it was not approved"}
  approved_from: {type: day, description: "first day the approved spend is for"}
  data_through: {type: day, description: "last day with known spend it rests on; null when there was none"}
checks:
  - not_null: [recommendation_id, channel, recommended_spend, action]
  - accepted: {action: [increase, decrease, keep, hold, test]}
  - accepted: {trust: [full, direction_only, hold]}
--- */
SELECT
    b.recommendation_id, b.channel, b.current_spend, b.recommended_spend, b.change, b.change_pct, b.action,
    b.expected_result_current, b.expected_result_recommended, b.uplift, b.uplift_low, b.uplift_high,
    b.marginal_return_current, b.marginal_return_recommended, b.binding_constraint, b.shadow_price, b.trust, b.reason,
    b.period_amount, b.kept_spend, b.plan_left, b.low, b.high, a.daily_budget AS approved_spend,
    a.valid_from AS approved_from, b.data_through
FROM source('state', 'budget_recommendation') AS b
LEFT JOIN source('state', 'approval') AS a ON a.recommendation_id = b.recommendation_id AND a.channel = b.channel
