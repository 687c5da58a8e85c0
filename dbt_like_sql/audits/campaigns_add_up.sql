/* ---
description: what the campaigns of a channel are to spend, and what none of them may take, is its recommended spend to the cent
owner: analytics
severity: error
--- */
WITH given AS (
    SELECT recommendation_id, channel, SUM(budget_to) AS budget_to, MAX(channel_rest) AS channel_rest
    FROM ref('campaign_action')
    WHERE recommendation_id IS NOT NULL
    GROUP BY recommendation_id, channel
)

SELECT g.channel, g.budget_to, g.channel_rest, b.recommended_spend
FROM given AS g
INNER JOIN ref('budget_recommendation') AS b
    ON b.recommendation_id = g.recommendation_id AND b.channel = g.channel
WHERE g.budget_to + g.channel_rest <> b.recommended_spend
