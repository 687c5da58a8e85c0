WITH windows AS (
    SELECT "window", last, last - (days - 1) AS first
    FROM (VALUES ('7d', 7), ('28d', 28), ('90d', 90)) AS w ("window", days)
    CROSS JOIN (SELECT MAX(date) AS last FROM {{ ref('channel_daily') }}) AS d
),

parts AS (
    SELECT 'channel' AS kind, channel AS unit, channel, * EXCLUDE (channel) FROM {{ ref('channel_daily') }}
    UNION ALL BY NAME
    SELECT 'campaign' AS kind, campaign_id AS unit, * EXCLUDE (campaign_id) FROM {{ ref('campaign_daily') }}
    UNION ALL BY NAME
    SELECT 'publisher' AS kind, publisher AS unit, network AS channel, * EXCLUDE (publisher, network) FROM {{ ref('publisher_daily') }}
),

summed AS (
    SELECT
        w."window", p.kind, p.channel, p.unit, SUM(p.spend) AS spend, SUM(p.impressions) AS impressions,
        SUM(COALESCE(p.link_clicks, p.clicks)) AS rate_clicks, SUM(p.conversions) AS conversions,
        SUM(p.conversion_value) AS conversion_value
    FROM windows AS w
    INNER JOIN parts AS p ON p.date BETWEEN w.first AND w.last
    GROUP BY w."window", p.kind, p.channel, p.unit
)

SELECT
    *, rate_clicks / NULLIF(impressions, 0)::DOUBLE AS ctr, spend::DOUBLE / NULLIF(rate_clicks, 0) AS cpc,
    1000 * spend::DOUBLE / NULLIF(impressions, 0) AS cpm, conversions::DOUBLE / NULLIF(rate_clicks, 0) AS cvr,
    spend::DOUBLE / NULLIF(conversions, 0) AS cpa, conversion_value::DOUBLE / NULLIF(spend, 0) AS roas,
    spend::DOUBLE / SUM(spend) OVER (PARTITION BY "window", kind) AS share_of_spend,
    RANK() OVER (PARTITION BY "window", kind ORDER BY spend / NULLIF(conversions, 0)) AS rank
FROM summed
