/* ---
description: >
  How complete each metric of a channel's day usually is at the age it was last exported, over the accounts that
  delivered on it - completeness weighted so that the sum of known figures / completeness is the sum of the accounts'.
  Days and metrics without a row are final. Grain - channel, date, metric.
grain: [channel, date, metric]
owner: analytics
tags: [coverage]
columns: [
  channel, date, metric: {type: text, description: metric of paid delivery}, completeness, spread, uncertainty, can_fall]
checks:
  - not_null: [channel, date, metric, completeness]
  - expression: completeness > 0 AND completeness <= 1.5
--- */
WITH delivered AS (
    SELECT
        channel, network, account_id, date, SUM(impressions) AS impressions,
        COALESCE(SUM(link_clicks), SUM(clicks)) AS link_clicks, SUM(conversions) AS conversions,
        SUM(conversion_value) AS conversion_value, SUM(leads) AS leads, SUM(video_views) AS video_views,
        SUM(engagements) AS engagements, SUM(follows) AS follows
    FROM ref('int_campaign_part_day')
    GROUP BY channel, network, account_id, date
),

late AS (
    SELECT DISTINCT metric
    FROM ref('seed_maturity')
    WHERE metric IN (
        'impressions', 'link_clicks', 'conversions', 'conversion_value', 'leads', 'video_views', 'engagements', 'follows')
),

amount AS (
    SELECT
        d.channel, d.network, d.account_id, d.date, l.metric,
        COALESCE(CAST(CASE l.metric
            WHEN 'impressions' THEN d.impressions WHEN 'link_clicks' THEN d.link_clicks
            WHEN 'conversions' THEN d.conversions WHEN 'conversion_value' THEN d.conversion_value
            WHEN 'leads' THEN d.leads WHEN 'video_views' THEN d.video_views WHEN 'engagements' THEN d.engagements
            ELSE d.follows END AS DOUBLE), 0) AS known
    FROM delivered AS d
    CROSS JOIN late AS l
),

weighed AS (
    SELECT
        a.channel, a.date, a.metric, CASE WHEN a.known > 0 THEN a.known ELSE 0 END + 0.5 AS n,
        COALESCE(k.completeness, 1) AS p, COALESCE(k.spread, 0) AS s, COALESCE(k.uncertainty, 0) AS u,
        CASE WHEN k.can_fall THEN 1 ELSE 0 END AS falls
    FROM amount AS a
    INNER JOIN ref('int_coverage') AS v
        ON v.network = a.network AND v.account_id = a.account_id AND v.date = a.date
    LEFT JOIN ref('seed_maturity') AS k
        ON k.network = a.network AND k.metric = a.metric AND k.age_days = v.age_days
)

SELECT
    channel, date, metric,
    CAST(SUM(CAST(n AS DECIMAL(38, 10))) AS DOUBLE) / CAST(SUM(CAST(n / p AS DECIMAL(38, 10))) AS DOUBLE)
        AS completeness,
    SQRT(CAST(SUM(CAST(n * s * s AS DECIMAL(38, 10))) AS DOUBLE) / CAST(SUM(CAST(n AS DECIMAL(38, 10))) AS DOUBLE))
        AS spread,
    CAST(SUM(CAST(n * u AS DECIMAL(38, 10))) AS DOUBLE) / CAST(SUM(CAST(n AS DECIMAL(38, 10))) AS DOUBLE)
        AS uncertainty,
    MAX(falls) = 1 AS can_fall
FROM weighed
GROUP BY channel, date, metric
HAVING MIN(p) < 1 OR MAX(p) > 1 OR MAX(s) > 0 OR MAX(u) > 0
