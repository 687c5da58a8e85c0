/* ---
description: >
  Every channel on every day from its first known one to the day before as_of. Known days without delivery are zero;
  unknown days are null, and so is a metric that one of the channel's accounts does not report. Late metrics carry what is
  expected once the day has settled, with an 80 % interval. Grain - channel, date.
grain: [channel, date]
owner: analytics
tags: [channels]
columns: [
  date, channel, is_known, spend, impressions, clicks, link_clicks, click_kind, rate_clicks, conversions,
  conversion_value, leads: {type: decimal, unit: leads, additive: true, description: leads reported by the network}, video_views, engagements, follows, ctr, cpc, cpm, cvr, cpa, roas, conversions_completeness,
  conversions_projected, conversions_low, conversions_high, conversion_value_completeness, conversion_value_projected,
  conversion_value_low, conversion_value_high, leads_completeness, leads_projected, leads_low, leads_high, own_source, sessions, orders, new_customers, revenue, own_leads,
  data_through]
checks:
  - not_null: [date, channel, is_known]
  - expression: spend >= 0
  - {expression: link_clicks <= impressions, severity: warn}
--- */
WITH paid AS (
    SELECT
        channel, date,
        CASE WHEN COUNT(spend) = COUNT(*) THEN SUM(spend) END AS spend,
        CASE WHEN COUNT(impressions) = COUNT(*) THEN SUM(impressions) END AS impressions,
        CASE WHEN COUNT(clicks) = COUNT(*) THEN SUM(clicks) END AS clicks,
        CASE WHEN COUNT(link_clicks) = COUNT(*) THEN SUM(link_clicks) END AS link_clicks,
        CASE WHEN COUNT(conversions) = COUNT(*) THEN SUM(conversions) END AS conversions,
        CASE WHEN COUNT(conversion_value) = COUNT(*) THEN SUM(conversion_value) END AS conversion_value,
        CASE WHEN COUNT(leads) = COUNT(*) THEN SUM(leads) END AS leads,
        CASE WHEN COUNT(video_views) = COUNT(*) THEN SUM(video_views) END AS video_views,
        CASE WHEN COUNT(engagements) = COUNT(*) THEN SUM(engagements) END AS engagements,
        CASE WHEN COUNT(follows) = COUNT(*) THEN SUM(follows) END AS follows
    FROM ref('int_channel_objective_day')
    GROUP BY channel, date
),

day AS (
    SELECT
        c.date, c.channel, c.is_known, p.spend, p.impressions, p.clicks, p.link_clicks, p.conversions,
        p.conversion_value, p.leads, p.video_views, p.engagements, p.follows, COALESCE(p.link_clicks, p.clicks) AS n,
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
    CAST(d.conversion_value AS DOUBLE) / NULLIF(d.spend, 0) AS roas,
    CASE WHEN d.conversions IS NOT NULL THEN COALESCE(k.completeness, 1) END AS conversions_completeness,
    COALESCE(k.projected, CAST(d.conversions AS DOUBLE)) AS conversions_projected,
    CASE WHEN k.date IS NOT NULL THEN k.low ELSE CAST(d.conversions AS DOUBLE) END AS conversions_low,
    CASE WHEN k.date IS NOT NULL THEN k.high ELSE CAST(d.conversions AS DOUBLE) END AS conversions_high,
    CASE WHEN d.conversion_value IS NOT NULL THEN COALESCE(w.completeness, 1) END AS conversion_value_completeness,
    COALESCE(w.projected, CAST(d.conversion_value AS DOUBLE)) AS conversion_value_projected,
    CASE WHEN w.date IS NOT NULL THEN w.low ELSE CAST(d.conversion_value AS DOUBLE) END AS conversion_value_low,
    CASE WHEN w.date IS NOT NULL THEN w.high ELSE CAST(d.conversion_value AS DOUBLE) END AS conversion_value_high,
    CASE WHEN d.leads IS NOT NULL THEN COALESCE(l.completeness, 1) END AS leads_completeness,
    COALESCE(l.projected, CAST(d.leads AS DOUBLE)) AS leads_projected,
    CASE WHEN l.date IS NOT NULL THEN l.low ELSE CAST(d.leads AS DOUBLE) END AS leads_low,
    CASE WHEN l.date IS NOT NULL THEN l.high ELSE CAST(d.leads AS DOUBLE) END AS leads_high,
    o.own_source, a.sessions, r.orders, r.new_customers, r.revenue, r.own_leads, d.data_through
FROM day AS d
CROSS JOIN ref('int_own_source') AS o
LEFT JOIN ref('int_projection') AS k
    ON k.channel = d.channel AND k.date = d.date AND k.network = '' AND k.metric = 'conversions'
LEFT JOIN ref('int_projection') AS w
    ON w.channel = d.channel AND w.date = d.date AND w.network = '' AND w.metric = 'conversion_value'
LEFT JOIN ref('int_projection') AS l
    ON l.channel = d.channel AND l.date = d.date AND l.network = '' AND l.metric = 'leads'
LEFT JOIN ref('int_outcome_day') AS r
    ON r.channel = d.channel AND r.date = d.date AND r.measured_by = o.own_source
LEFT JOIN ref('int_outcome_day') AS a
    ON a.channel = d.channel AND a.date = d.date AND a.measured_by = 'analytics'
