SELECT
    day AS date, 'tiktok' AS network, 'tiktok' AS channel,
    NULL::VARCHAR AS publisher,
    account_id, account_name, campaign_id, campaign_name, NULL::VARCHAR AS campaign_type,
    ad_group_id, ad_group_name, ad_id, ad_name, currency, spend AS spend_original,
    impressions, clicks, link_clicks,
    conversions,
    conversion_value AS conversion_value_original, video_views,
    NULL::BIGINT AS engagements, NULL::BIGINT AS reach, NULL::VARCHAR AS attribution_setting, NULL::VARCHAR AS result_type,
    seen
FROM {{ source('raw', 'tiktok') }}
