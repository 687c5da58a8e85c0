/* ---
description: >
  Every value of every version that ever counted, one row for each measure its export reports. Money as exported, in
  `currency`. Grain - row_key, metric, place.
grain: [row_key, metric, place]
owner: analytics
tags: [quality]
materialization: view
time_column: date
columns: [
  row_key, place: {type: count, description: 1 is the oldest version in the order of exports}, network, account_id,
  date, currency: {description: "ISO 4217 code of money; the unit of values of accounts and pages"}, file_id,
  exported_at, loaded_at,
  day_known_at: {type: moment, description: first of the exports loaded by then that has the day in the same shape},
  campaign_key, ad_group_key, ad_key,
  metric: {type: text, description: column of the raw table}, value: {type: decimal, description: value of that version}]
checks:
  - not_null: [row_key, metric, place]
--- */
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    campaign_key, ad_group_key, ad_key, 'spend_original' AS metric, CAST(spend_original AS DECIMAL(18, 6)) AS value FROM ref('int_ad_version') WHERE has_spend_original = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    campaign_key, ad_group_key, ad_key, 'impressions' AS metric, CAST(impressions AS DECIMAL(18, 6)) AS value FROM ref('int_ad_version') WHERE has_impressions = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    campaign_key, ad_group_key, ad_key, 'clicks' AS metric, CAST(clicks AS DECIMAL(18, 6)) AS value FROM ref('int_ad_version') WHERE has_clicks = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    campaign_key, ad_group_key, ad_key, 'link_clicks' AS metric, CAST(link_clicks AS DECIMAL(18, 6)) AS value FROM ref('int_ad_version') WHERE has_link_clicks = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    campaign_key, ad_group_key, ad_key, 'conversions' AS metric, CAST(conversions AS DECIMAL(18, 6)) AS value FROM ref('int_ad_version') WHERE has_conversions = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    campaign_key, ad_group_key, ad_key, 'conversion_value_original' AS metric, CAST(conversion_value_original AS DECIMAL(18, 6)) AS value FROM ref('int_ad_version') WHERE has_conversion_value_original = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    campaign_key, ad_group_key, ad_key, 'leads' AS metric, CAST(leads AS DECIMAL(18, 6)) AS value FROM ref('int_ad_version') WHERE has_leads = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    campaign_key, ad_group_key, ad_key, 'video_views' AS metric, CAST(video_views AS DECIMAL(18, 6)) AS value FROM ref('int_ad_version') WHERE has_video_views = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    campaign_key, ad_group_key, ad_key, 'engagements' AS metric, CAST(engagements AS DECIMAL(18, 6)) AS value FROM ref('int_ad_version') WHERE has_engagements = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    campaign_key, ad_group_key, ad_key, 'results' AS metric, CAST(results AS DECIMAL(18, 6)) AS value FROM ref('int_ad_version') WHERE has_results = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    campaign_key, ad_group_key, ad_key, 'follows' AS metric, CAST(follows AS DECIMAL(18, 6)) AS value FROM ref('int_ad_version') WHERE has_follows = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    '' AS campaign_key, '' AS ad_group_key, '' AS ad_key, 'sessions' AS metric, CAST(sessions AS DECIMAL(18, 6)) AS value FROM ref('int_outcome_version') WHERE has_sessions = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    '' AS campaign_key, '' AS ad_group_key, '' AS ad_key, 'orders' AS metric, CAST(orders AS DECIMAL(18, 6)) AS value FROM ref('int_outcome_version') WHERE has_orders = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    '' AS campaign_key, '' AS ad_group_key, '' AS ad_key, 'new_customers' AS metric, CAST(new_customers AS DECIMAL(18, 6)) AS value FROM ref('int_outcome_version') WHERE has_new_customers = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    '' AS campaign_key, '' AS ad_group_key, '' AS ad_key, 'revenue_original' AS metric, CAST(revenue_original AS DECIMAL(18, 6)) AS value FROM ref('int_outcome_version') WHERE has_revenue_original = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    '' AS campaign_key, '' AS ad_group_key, '' AS ad_key, 'refunds_original' AS metric, CAST(refunds_original AS DECIMAL(18, 6)) AS value FROM ref('int_outcome_version') WHERE has_refunds_original = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    '' AS campaign_key, '' AS ad_group_key, '' AS ad_key, 'leads' AS metric, CAST(leads AS DECIMAL(18, 6)) AS value FROM ref('int_outcome_version') WHERE has_leads = 1
UNION ALL
SELECT row_key, place, network, account_id, date, currency, file_id, exported_at, loaded_at, day_known_at,
    '' AS campaign_key, '' AS ad_group_key, '' AS ad_key, 'key_events' AS metric, CAST(key_events AS DECIMAL(18, 6)) AS value FROM ref('int_outcome_version') WHERE has_key_events = 1
UNION ALL
SELECT row_key, place, network, account_id, date, unit AS currency, file_id, exported_at, loaded_at, day_known_at,
    '' AS campaign_key, '' AS ad_group_key, '' AS ad_key, metric,
    CAST(value AS DECIMAL(18, 6)) AS value FROM ref('int_account_version')
