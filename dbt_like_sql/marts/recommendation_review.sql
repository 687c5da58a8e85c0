/* ---
description: What each morning said of the recommendation - made anew and why, or unchanged. Grain - as_of, objective.
grain: [as_of, objective]
owner: analytics
tags: [decision]
columns:
  as_of: {type: day, description: "morning"}
  objective: {type: text, description: "objective"}
  recommendation_id: {type: text, description: "recommendation in force from that morning on"}
  is_new: {type: flag, description: "whether it was made that morning"}
  trigger_name: {type: text, description: "first, review, budget, tracking, stopped, event or forecast; none when unchanged"}
  trigger_detail: {type: text, description: "the same in words; null when unchanged"}
  summary: {type: text, description: "what that morning says, in words"}
  reviewed_at: {type: moment, description: "when, UTC"}
  data_through: {type: day, description: "earliest of the last days the channels of the recommendation in force were known to when it was made"}
checks:
  - not_null: [as_of, objective, recommendation_id, is_new, trigger_name, summary]
  - accepted: {trigger_name: [first, review, budget, tracking, stopped, event, forecast, none]}
--- */
WITH line AS (
    SELECT recommendation_id, MIN(data_through) AS data_through
    FROM source('state', 'budget_recommendation')
    GROUP BY recommendation_id
)

SELECT
    v.as_of, v.objective, v.recommendation_id, v.is_new, v.trigger_name, v.trigger_detail, v.summary, v.reviewed_at,
    l.data_through
FROM source('state', 'recommendation_review') AS v
LEFT JOIN line AS l ON l.recommendation_id = v.recommendation_id
