SELECT
    day AS date, 'meta' AS network, 'meta' AS channel,
    NULL::VARCHAR AS publisher,
    'meta:default' AS account_id, NULL::VARCHAR AS account_name, campaign_id, campaign_name, NULL::VARCHAR AS campaign_type,
    ad_group_id, ad_group_name, ad_id, ad_name, 'EUR' AS currency, spend AS spend_original,
    impressions, clicks, link_clicks,
    COALESCE(conversions, 0) AS conversions,
    COALESCE(conversion_value, 0) AS conversion_value_original, video_views,
    engagements, reach, attribution_setting, result_type,
    seen
FROM {{ source('raw', 'meta') }}
