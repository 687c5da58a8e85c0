/* ---
description: Every recommendation made and what was decided about it. Grain - recommendation_id.
grain: [recommendation_id]
owner: analytics
tags: [decision]
columns:
  recommendation_id: {type: text, description: "recommendation"}
  as_of: {type: day, description: "morning it was made for"}
  objective: {type: text, description: "traffic, engagement, leads, sales, audience or awareness"}
  result_metric: {type: text, description: "what counts as a result"}
  result_source: {type: text, description: "platform, analytics or crm"}
  period_start: {type: day, description: "first day it is for"}
  period_end: {type: day, description: "last day it is for, inclusive"}
  total: {type: money, description: "money of the whole period, reporting currency"}
  total_per_day: {type: money, description: "money per day, reporting currency"}
  total_period: {type: money, description: "money of the whole period, reporting currency"}
  keep: {type: flag, description: "true when the advice is to change nothing"}
  uplift: {type: ratio, description: "expected gain over today's mix scaled to the same total; 0.05 is 5 %"}
  uplift_low: {type: ratio, description: "lower end of its 90 % interval"}
  uplift_high: {type: ratio, description: "upper end of its 90 % interval"}
  probability_better: {type: ratio, description: "probability that the advice beats today's mix"}
  status: {type: text, description: "proposed, approved, declined or superseded"}
  decided_at: {type: moment, description: "when it was approved or declined, UTC"}
  note: {type: text, description: "what the person who decided said"}
  review_on: {type: day, description: "when to look again"}
  stop_if: {type: text, description: "what should make one stop earlier"}
  summary: {type: text, description: "the advice in words"}
  created_at: {type: moment, description: "when it was made, UTC"}
  inputs_hash: {type: text, description: "hash of everything it was computed from"}
checks:
  - not_null: [recommendation_id, as_of, objective, status]
  - accepted: {status: [proposed, approved, declined, superseded]}
--- */
SELECT
    recommendation_id, as_of, objective, result_metric, result_source, period_start, period_end, total, total_per_day,
    total_period, keep, uplift, uplift_low, uplift_high, probability_better, status, decided_at, note, review_on,
    stop_if, summary, created_at, inputs_hash
FROM source('state', 'recommendation')
