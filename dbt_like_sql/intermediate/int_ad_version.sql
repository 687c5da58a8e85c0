/* ---
description: >
  Versions of daily rows of paid delivery that ever counted: those that were the newest when they were loaded. A
  version that came late, when a newer one was there, changed nothing and is not here; nor is a row that only ever had
  one version and stood in the first export of its day. Grain - row_key, place.
grain: [row_key, place]
owner: analytics
tags: [quality]
materialization: incremental
time_column: date
columns: [
  row_key, place: {type: count, description: 1 is the oldest version in the order of exports}, network, account_id,
  date, campaign_key, ad_group_key, ad_key, breakdown_set, currency, file_id, part, row_number, exported_at, loaded_at,
  day_known_at: {type: moment, description: first of the exports loaded by then that has rows of the account and day in the same shape},
  spend_original, impressions, clicks, link_clicks, conversions, conversion_value_original, leads, video_views,
  engagements, results, follows,
  has_spend_original: {type: count, description: 1 when its export reports spend_original}, has_impressions: {type: count, description: 1 when its export reports impressions},
  has_clicks: {type: count, description: 1 when its export reports clicks}, has_link_clicks: {type: count, description: 1 when its export reports link_clicks},
  has_conversions: {type: count, description: 1 when its export reports conversions}, has_conversion_value_original: {type: count, description: 1 when its export reports conversion_value_original},
  has_leads: {type: count, description: 1 when its export reports leads}, has_video_views: {type: count, description: 1 when its export reports video_views},
  has_engagements: {type: count, description: 1 when its export reports engagements}, has_results: {type: count, description: 1 when its export reports results},
  has_follows: {type: count, description: 1 when its export reports follows}]
checks:
  - not_null: [row_key, place, network, account_id, date]
--- */
WITH again AS (
    SELECT network, account_id, period_start
    FROM source('raw', 'ad_delivery')
    WHERE retracted_at IS NULL AND grain = 'day'
    GROUP BY network, account_id, period_start
    HAVING MIN(exported_at) <> MAX(exported_at)
    UNION
    SELECT network, account_id, period_start FROM ref('stg_ad_place')
),

version AS (
    SELECT
        r.row_key, r.network, r.account_id, r.period_start AS date, r.campaign_key, r.ad_group_key, r.ad_key, r.breakdown_set,
        r.currency, r.file_id, r.part, r.row_number, r.exported_at, r.loaded_at,
        r.spend_original, r.impressions, r.clicks, r.link_clicks, r.conversions, r.conversion_value_original,
        r.leads, r.video_views, r.engagements, r.results, r.follows, p.has_spend_original, p.has_impressions, p.has_clicks, p.has_link_clicks, p.has_conversions,
        p.has_conversion_value_original, p.has_leads, p.has_video_views, p.has_engagements, p.has_results, p.has_follows,
        COALESCE(o.place, 1) AS version_rank,
        MIN(r.exported_at) OVER (
            PARTITION BY r.network, r.account_id, r.period_start, r.shape, r.breakdown_set
            ORDER BY r.loaded_at RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS day_known_at
    FROM source('raw', 'ad_delivery') AS r
    INNER JOIN again AS g
        ON g.network = r.network AND g.account_id = r.account_id AND g.period_start = r.period_start
    INNER JOIN ref('stg_ad_reported') AS p ON p.file_id = r.file_id AND p.part = r.part
    LEFT JOIN ref('stg_ad_place') AS o
        ON o.row_key = r.row_key AND o.period_start = r.period_start AND o.file_id = r.file_id AND o.part = r.part
        AND o.row_number = r.row_number
    WHERE r.retracted_at IS NULL AND r.grain = 'day'
),

dated AS (
    SELECT
        row_key, version_rank,
        MIN(loaded_at) OVER (
            PARTITION BY row_key ORDER BY version_rank ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS newer_loaded_at,
        COUNT(*) OVER (PARTITION BY row_key) AS versions
    FROM version
)

SELECT
    v.row_key, ROW_NUMBER() OVER (PARTITION BY v.row_key ORDER BY v.version_rank DESC) AS place, v.network,
    v.account_id, v.date, v.campaign_key, v.ad_group_key, v.ad_key, v.breakdown_set, v.currency,
    v.file_id, v.part, v.row_number, v.exported_at, v.loaded_at, v.day_known_at,
    v.spend_original, v.impressions, v.clicks, v.link_clicks, v.conversions, v.conversion_value_original, v.leads,
    v.video_views, v.engagements, v.results, v.follows,
    v.has_spend_original, v.has_impressions, v.has_clicks, v.has_link_clicks, v.has_conversions,
    v.has_conversion_value_original, v.has_leads, v.has_video_views, v.has_engagements, v.has_results, v.has_follows
FROM version AS v
INNER JOIN dated AS d ON d.row_key = v.row_key AND d.version_rank = v.version_rank
WHERE (d.newer_loaded_at IS NULL OR d.newer_loaded_at >= v.loaded_at)
    AND (d.versions > 1 OR v.exported_at > v.day_known_at)
