/* ---
description: >
  What a campaign export reports beyond the finer rows chosen for the same account and day: campaigns the finer export
  lacks, or more delivery than it shows when the campaign export is at least as recent. Grain - network, account_id,
  date, campaign_key.
grain: [network, account_id, date, campaign_key]
owner: analytics
materialization: incremental
time_column: date
columns: [
  network, account_id, date, campaign_key, key_quality, account_name, campaign_id, campaign_name, conversion_definition,
  currency, spend_original, impressions, clicks, link_clicks, conversions, conversion_value_original, leads,
  video_views, engagements, follows, file_id, part, row_number, exported_at, loaded_at]
checks:
  - not_null: [network, account_id, date, campaign_key]
  - expression: spend_original >= 0
--- */
WITH fine_day AS (
    SELECT network, account_id, date, MIN(key_kind) AS key_kind, MAX(key_kind) AS other_key_kind
    FROM ref('int_ad_campaign_day')
    WHERE told_by = 'fine'
    GROUP BY network, account_id, date
),

difference AS (
    SELECT
        c.network, c.account_id, c.date, c.campaign_key, c.key_quality, c.account_name, c.campaign_id, c.campaign_name,
        c.conversion_definition, c.currency, c.file_id, c.part, c.row_number, c.exported_at, c.loaded_at,
        CASE WHEN f.campaign_key IS NULL THEN 1 ELSE 0 END AS is_absent,
        CASE WHEN c.exported_at >= f.exported_at THEN 1 ELSE 0 END AS is_recent,
        c.spend_original - COALESCE(f.spend_original, 0) AS spend_original,
        c.impressions - COALESCE(f.impressions, 0) AS impressions, c.clicks - COALESCE(f.clicks, 0) AS clicks,
        c.link_clicks - COALESCE(f.link_clicks, 0) AS link_clicks,
        c.conversions - COALESCE(f.conversions, 0) AS conversions,
        c.conversion_value_original - COALESCE(f.conversion_value_original, 0) AS conversion_value_original,
        c.leads - COALESCE(f.leads, 0) AS leads, c.video_views - COALESCE(f.video_views, 0) AS video_views,
        c.engagements - COALESCE(f.engagements, 0) AS engagements, c.follows - COALESCE(f.follows, 0) AS follows
    FROM ref('int_ad_campaign_day') AS c
    INNER JOIN fine_day AS k
        ON k.network = c.network AND k.account_id = c.account_id AND k.date = c.date
        AND k.key_kind = c.key_kind AND k.other_key_kind = c.key_kind
    LEFT JOIN ref('int_ad_campaign_day') AS f
        ON f.network = c.network AND f.account_id = c.account_id AND f.date = c.date
        AND f.campaign_key = c.campaign_key AND f.told_by = 'fine'
    WHERE c.told_by = 'coarse'
)

SELECT
    network, account_id, date, campaign_key, key_quality, account_name, campaign_id, campaign_name,
    conversion_definition, currency, spend_original,
    CASE WHEN impressions > 0 THEN impressions ELSE impressions * 0 END AS impressions,
    CASE WHEN clicks > 0 THEN clicks ELSE clicks * 0 END AS clicks,
    CASE WHEN link_clicks > 0 THEN link_clicks ELSE link_clicks * 0 END AS link_clicks,
    CASE WHEN conversions > 0 THEN conversions ELSE conversions * 0 END AS conversions,
    CASE WHEN conversion_value_original > 0 THEN conversion_value_original ELSE conversion_value_original * 0 END
        AS conversion_value_original,
    CASE WHEN leads > 0 THEN leads ELSE leads * 0 END AS leads,
    CASE WHEN video_views > 0 THEN video_views ELSE video_views * 0 END AS video_views,
    CASE WHEN engagements > 0 THEN engagements ELSE engagements * 0 END AS engagements,
    CASE WHEN follows > 0 THEN follows ELSE follows * 0 END AS follows,
    file_id, part, row_number, exported_at, loaded_at
FROM difference
WHERE
    (is_absent = 1 OR is_recent = 1) AND COALESCE(spend_original, 0) >= 0
    AND (COALESCE(spend_original, 0) > 0 OR COALESCE(impressions, 0) > 0 OR COALESCE(conversions, 0) > 0)
