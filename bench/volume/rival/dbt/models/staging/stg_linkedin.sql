SELECT
    day AS date, 'linkedin' AS network, 'linkedin' AS channel,
    NULL::VARCHAR AS publisher,
    'linkedin:default' AS account_id, account_name, campaign_id, campaign_name, NULL::VARCHAR AS campaign_type,
    ad_group_id, ad_group_name, ad_id, ad_name, currency, spend AS spend_original,
    replace(impressions, ',', '')::BIGINT AS impressions, clicks, link_clicks,
    conversions,
    conversion_value AS conversion_value_original, replace(video_views, ',', '')::BIGINT AS video_views,
    engagements, replace(reach, ',', '')::BIGINT AS reach, NULL::VARCHAR AS attribution_setting, NULL::VARCHAR AS result_type,
    seen
FROM {{ source('raw', 'linkedin') }}
