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
  total: {type: money, unit: reporting currency, description: "money of the whole period, reporting currency"}
  total_per_day: {type: money, unit: reporting currency per day, description: "money per day, reporting currency"}
  total_period: {type: money, unit: reporting currency, description: "money of the whole period, reporting currency"}
  keep: {type: flag, description: "true when the advice is to change nothing"}
  uplift: {type: ratio, unit: ratio, description: "expected gain over today's mix scaled to the same total; 0.05 is 5 %"}
  uplift_low: {type: ratio, unit: ratio, description: "lower end of its 90 % interval"}
  uplift_high: {type: ratio, unit: ratio, description: "upper end of its 90 % interval"}
  probability_better: {type: ratio, unit: ratio 0 to 1, description: "probability that the advice beats today's mix"}
  status: {type: text, description: "proposed, approved, declined or superseded"}
  decided_at: {type: moment, description: "when it was approved or declined, UTC"}
  note: {type: text, description: "what the person who decided said"}
  review_on: {type: day, description: "when to look again"}
  stop_if: {type: text, description: "what should make one stop earlier"}
  summary: {type: text, description: "the advice in words"}
  warnings: {type: text, description: "what to doubt about it, in words; empty when nothing"}
  created_at: {type: moment, description: "when it was made, UTC"}
  inputs_hash: {type: text, description: "hash of everything it was computed from"}
  trigger_name: {type: text, description: "why it was made: first, review, budget, tracking, stopped, event or forecast"}
  trigger_detail: {type: text, description: "the same in words"}
  interval_scale: {type: ratio, unit: ratio, description: "how much wider its intervals were made because earlier ones held too seldom; 1 not"}
  kept_for_tests: {type: money, unit: reporting currency per day, description: "part of total_per_day kept for trying something new; the rest is the channels'"}
  kept_for_tests_period: {type: money, unit: reporting currency, description: "part of total_period kept for trying something new; the rest is the channels'"}
  data_through: {type: day, description: "earliest of the last days its channels are known to; null when none is"}
checks:
  - not_null: [recommendation_id, as_of, objective, status]
  - accepted: {status: [proposed, approved, declined, superseded]}
--- */
WITH line AS (
    SELECT recommendation_id, MIN(data_through) AS data_through
    FROM source('state', 'budget_recommendation')
    GROUP BY recommendation_id
)

SELECT
    r.recommendation_id, r.as_of, r.objective, r.result_metric, r.result_source, r.period_start, r.period_end, r.total,
    r.total_per_day, r.total_period, r.keep, r.uplift, r.uplift_low, r.uplift_high, r.probability_better, r.status,
    r.decided_at, r.note, r.review_on, r.stop_if, r.summary, r.warnings, r.created_at, r.inputs_hash,
    r.trigger_name, r.trigger_detail, r.interval_scale,
    r.kept_for_tests, r.kept_for_tests_period, l.data_through
FROM source('state', 'recommendation') AS r
LEFT JOIN line AS l ON l.recommendation_id = r.recommendation_id
