SELECT
    day AS date, 'google' AS network, CASE WHEN campaign_type IN ('Video', 'Demand Gen') THEN 'youtube' ELSE 'google' END AS channel,
    CASE WHEN campaign_type IN ('Video', 'Demand Gen') THEN 'youtube' ELSE lower(replace(campaign_type, ' ', '_')) END AS publisher,
    'google:default' AS account_id, NULL::VARCHAR AS account_name, campaign_id, campaign_name, campaign_type,
    ad_group_id, ad_group_name, ad_id, ad_name, currency, spend AS spend_original,
    replace(impressions, ',', '')::BIGINT AS impressions, replace(clicks, ',', '')::BIGINT AS clicks, NULL::BIGINT AS link_clicks,
    replace(conversions, ',', '')::DECIMAL(18, 6) AS conversions,
    replace(conversion_value, ',', '')::DECIMAL(18, 6) AS conversion_value_original, replace(video_views, ',', '')::BIGINT AS video_views,
    NULL::BIGINT AS engagements, NULL::BIGINT AS reach, NULL::VARCHAR AS attribution_setting, NULL::VARCHAR AS result_type,
    seen
FROM {{ source('raw', 'google') }}
