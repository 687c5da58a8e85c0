/* ---
description: >
  Days of accounts that a loaded daily export of paid delivery covers, up to the day before as_of, with when it was last
  exported and which metrics those exports report. A day the export was made on is not covered. Grain - network,
  account_id, date.
grain: [network, account_id, date]
owner: analytics
tags: [coverage]
columns: [
  network, account_id, date, files, exported_at, loaded_at,
  age_days: {type: count, description: days between the reporting day and its last export; 1 is the day after},
  has_spend: {type: count, description: "rows with spend in those exports; null when they have no such column"},
  has_impressions: {type: count, description: "rows with impressions; null when they have no such column"}, has_clicks: {type: count, description: "rows with clicks; null when they have no such column"},
  has_link_clicks: {type: count, description: "rows with link clicks; null when they have no such column"},
  has_conversions: {type: count, description: "rows with conversions; null when they have no such column"},
  has_conversion_value: {type: count, description: "rows with conversion value; null when they have no such column"},
  has_leads: {type: count, description: "rows with leads; null when they have no such column"}, has_video_views: {type: count, description: "rows with video views; null when they have no such column"},
  has_engagements: {type: count, description: "rows with engagements; null when they have no such column"}, has_follows: {type: count, description: "rows with follows; null when they have no such column"}]
checks:
  - not_null: [network, account_id, date]
  - expression: age_days >= 1
--- */
WITH covered AS (
    SELECT
        p.network, p.account_id, c.date, COUNT(*) AS files, MAX(p.exported_at) AS exported_at,
        MAX(p.loaded_at) AS loaded_at, MAX(p.has_spend) AS has_spend, MAX(p.has_impressions) AS has_impressions,
        MAX(p.has_clicks) AS has_clicks,
        MAX(p.has_link_clicks) AS has_link_clicks, MAX(p.has_conversions) AS has_conversions,
        MAX(p.has_conversion_value) AS has_conversion_value, MAX(p.has_leads) AS has_leads,
        MAX(p.has_video_views) AS has_video_views, MAX(p.has_engagements) AS has_engagements,
        MAX(p.has_follows) AS has_follows
    FROM ref('stg_export_part') AS p
    INNER JOIN ref('seed_calendar') AS c ON c.date >= p.period_start AND c.date <= p.period_end AND c.is_past
    LEFT JOIN ref('seed_account') AS a ON a.network = p.network AND a.account_id = p.account_id
    WHERE
        p.exported_at_basis NOT IN ('stated', 'file_name')
        OR DATE_DIFF('hour', CAST(c.date AS TIMESTAMP), p.exported_at) >= 24 - COALESCE(a.utc_offset_hours, 14)
    GROUP BY p.network, p.account_id, c.date
)

SELECT
    v.network, v.account_id, v.date, v.files, v.exported_at, v.loaded_at,
    CASE
        WHEN CAST(v.exported_at AS DATE) > s.as_of THEN DATE_DIFF('day', v.date, s.as_of)
        WHEN CAST(v.exported_at AS DATE) > v.date THEN DATE_DIFF('day', v.date, CAST(v.exported_at AS DATE))
        ELSE 1
    END AS age_days,
    v.has_spend, v.has_impressions, v.has_clicks, v.has_link_clicks, v.has_conversions, v.has_conversion_value,
    v.has_leads, v.has_video_views, v.has_engagements, v.has_follows
FROM covered AS v
CROSS JOIN ref('seed_settings') AS s
