/* ---
description: >
  Every channel on every day from its first known one to the day before as_of. Known days without delivery are zero,
  unknown days null. Late metrics carry what is expected once the day has settled, with a 90 % interval. Grain -
  channel, date.
grain: [channel, date]
owner: analytics
columns: [
  date, channel, is_known, spend, impressions, clicks, link_clicks, click_kind, rate_clicks, conversions,
  conversion_value, leads, video_views, engagements, follows, ctr, cpc, cpm, cvr, cpa, roas, conversions_completeness,
  conversions_projected, conversions_low, conversions_high, conversion_value_completeness, conversion_value_projected,
  conversion_value_low, conversion_value_high, own_source, sessions, orders, new_customers, revenue, own_leads,
  data_through]
checks:
  - not_null: [date, channel, is_known]
  - expression: spend >= 0
  - {expression: link_clicks <= impressions, severity: warn}
--- */
WITH paid AS (
    SELECT
        channel, date,
        CASE WHEN COUNT(spend) = COUNT(*) THEN SUM(spend) END AS spend, SUM(impressions) AS impressions,
        SUM(clicks) AS clicks, SUM(link_clicks) AS link_clicks, SUM(conversions) AS conversions,
        CASE WHEN COUNT(conversion_value) = COUNT(*) THEN SUM(conversion_value) END AS conversion_value,
        SUM(leads) AS leads, SUM(video_views) AS video_views, SUM(engagements) AS engagements, SUM(follows) AS follows
    FROM ref('int_channel_objective_day')
    GROUP BY channel, date
),

own AS (
    SELECT CASE MAX(CASE measured_by WHEN 'crm' THEN 2 ELSE 1 END) WHEN 2 THEN 'crm' WHEN 1 THEN 'analytics' END AS own_source
    FROM ref('int_outcome_coverage')
),

day AS (
    SELECT
        c.date, c.channel, c.is_known, p.spend, p.impressions, p.clicks, p.link_clicks, p.conversions,
        p.conversion_value, p.leads, p.video_views, p.engagements, p.follows, COALESCE(p.link_clicks, p.clicks) AS n,
        c.conversions_completeness AS k, c.conversion_value_completeness AS w,
        CAST(p.conversions AS DOUBLE) / c.conversions_completeness AS settled,
        1.644854 * SQRT((CAST(p.conversions AS DOUBLE) + 1) * (1 - c.conversions_completeness))
        / c.conversions_completeness AS spread,
        MAX(CASE WHEN p.spend IS NOT NULL OR p.impressions IS NOT NULL THEN c.date END)
            OVER (PARTITION BY c.channel) AS data_through
    FROM ref('int_channel_day') AS c
    LEFT JOIN paid AS p ON p.channel = c.channel AND p.date = c.date
)

SELECT
    d.date, d.channel, d.is_known, d.spend, d.impressions, d.clicks, d.link_clicks,
    CASE WHEN d.link_clicks IS NOT NULL THEN 'link' WHEN d.clicks IS NOT NULL THEN 'all' END AS click_kind,
    d.n AS rate_clicks, d.conversions, d.conversion_value, d.leads, d.video_views, d.engagements, d.follows,
    CAST(d.n AS DOUBLE) / NULLIF(d.impressions, 0) AS ctr, CAST(d.spend AS DOUBLE) / NULLIF(d.n, 0) AS cpc,
    1000 * CAST(d.spend AS DOUBLE) / NULLIF(d.impressions, 0) AS cpm,
    CAST(d.conversions AS DOUBLE) / NULLIF(d.n, 0) AS cvr, CAST(d.spend AS DOUBLE) / NULLIF(d.conversions, 0) AS cpa,
    CAST(d.conversion_value AS DOUBLE) / NULLIF(d.spend, 0) AS roas, d.k AS conversions_completeness,
    d.settled AS conversions_projected,
    CASE WHEN d.settled - d.spread > d.conversions THEN d.settled - d.spread ELSE CAST(d.conversions AS DOUBLE) END
        AS conversions_low,
    d.settled + d.spread AS conversions_high, d.w AS conversion_value_completeness,
    CAST(d.conversion_value AS DOUBLE) / d.w AS conversion_value_projected,
    CASE
        WHEN d.settled - d.spread > d.conversions AND d.w < 1
            THEN CAST(d.conversion_value AS DOUBLE) * (d.settled - d.spread) / CAST(d.conversions AS DOUBLE)
        ELSE CAST(d.conversion_value AS DOUBLE)
    END AS conversion_value_low,
    CASE
        WHEN d.w = 1 THEN CAST(d.conversion_value AS DOUBLE)
        ELSE CAST(d.conversion_value AS DOUBLE) * (d.settled + d.spread) / NULLIF(CAST(d.conversions AS DOUBLE), 0)
    END AS conversion_value_high,
    o.own_source, a.sessions, r.orders, r.new_customers, r.revenue, r.own_leads, d.data_through
FROM day AS d
CROSS JOIN own AS o
LEFT JOIN ref('int_outcome_day') AS r
    ON r.channel = d.channel AND r.date = d.date AND r.measured_by = o.own_source
LEFT JOIN ref('int_outcome_day') AS a
    ON a.channel = d.channel AND a.date = d.date AND a.measured_by = 'analytics'
