/* ---
description: A recommendation's line for each channel; spends are per day in the reporting currency. Grain - recommendation_id, channel.
grain: [recommendation_id, channel]
owner: analytics
tags: [decision]
columns:
  recommendation_id: {type: text, description: "recommendation"}
  channel: {type: text, description: "channel"}
  current_spend: {type: money, description: "today's spend per day"}
  recommended_spend: {type: money, description: "recommended spend per day"}
  change: {type: money, description: "recommended minus current"}
  change_pct: {type: ratio, description: "change as a share of current, null when current is 0"}
  action: {type: text, description: "increase, decrease, keep, hold or test"}
  expected_result_current: {type: ratio, description: "results per day at today's spend"}
  expected_result_recommended: {type: ratio, description: "results per day at the recommended spend"}
  uplift: {type: ratio, description: "difference of the two, in results"}
  uplift_low: {type: ratio, description: "lower end of its 90 % interval"}
  uplift_high: {type: ratio, description: "upper end of its 90 % interval"}
  marginal_return_current: {type: ratio, description: "results the next unit of money brings at today's spend"}
  marginal_return_recommended: {type: ratio, description: "results the next unit of money brings at the recommended spend"}
  binding_constraint: {type: text, description: "what stopped the channel from going further"}
  shadow_price: {type: ratio, description: "results one more unit of money would bring if that were loosened"}
  trust: {type: text, description: "full, direction_only or hold"}
  reason: {type: text, description: "why, in words"}
  period_amount: {type: money, description: "money of the whole period; adds up to total_period to the cent"}
  data_through: {type: day, description: "last day with known spend it rests on; null when there was none"}
checks:
  - not_null: [recommendation_id, channel, recommended_spend, action]
  - accepted: {action: [increase, decrease, keep, hold, test]}
  - accepted: {trust: [full, direction_only, hold]}
--- */
SELECT
    recommendation_id, channel, current_spend, recommended_spend, change, change_pct, action, expected_result_current,
    expected_result_recommended, uplift, uplift_low, uplift_high, marginal_return_current,
    marginal_return_recommended, binding_constraint, shadow_price, trust, reason, period_amount,
    data_through
FROM source('state', 'budget_recommendation')
