/* ---
description: what the campaigns of a channel are to spend, and what none of them may take, is what the channel is to spend from this morning on, to the cent
owner: analytics
severity: error
--- */
WITH given AS (
    SELECT recommendation_id, channel, as_of, SUM(budget_to) AS budget_to, MAX(channel_rest) AS channel_rest
    FROM ref('campaign_action')
    WHERE recommendation_id IS NOT NULL
    GROUP BY recommendation_id, channel, as_of
)

SELECT g.channel, g.budget_to, g.channel_rest, COALESCE(s.daily_budget, b.recommended_spend) AS channel_spend
FROM given AS g
INNER JOIN ref('budget_recommendation') AS b
    ON b.recommendation_id = g.recommendation_id AND b.channel = g.channel
LEFT JOIN source('state', 'recommendation_step') AS s
    ON s.recommendation_id = g.recommendation_id AND s.channel = g.channel AND s.date = g.as_of
WHERE g.budget_to + g.channel_rest <> COALESCE(s.daily_budget, b.recommended_spend)
