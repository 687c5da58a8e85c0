-- Rows of TikTok custom reports; the totals row has dashes.
SELECT
    "By Day" AS date, 'tiktok' AS network, 'tiktok' AS channel, NULL::VARCHAR AS publisher, "Account ID" AS account_id,
    "Account name" AS account_name, "Campaign ID" AS campaign_id, "Campaign name" AS campaign_name,
    NULL::VARCHAR AS campaign_type, "Ad group ID" AS ad_group_id, "Ad group name" AS ad_group_name, "Ad ID" AS ad_id,
    "Ad name" AS ad_name, "Currency" AS currency, "Cost" AS spend_original, "Impressions" AS impressions,
    "Clicks (all)" AS clicks, "Clicks (destination)" AS link_clicks, "Conversions" AS conversions,
    "Gross revenue (Shop)" AS conversion_value_original, "Video views" AS video_views, NULL::BIGINT AS engagements,
    NULL::BIGINT AS reach, NULL::VARCHAR AS attribution_setting, NULL::VARCHAR AS result_type, filename
FROM read_csv(
    '{folder}/Tiktok Ads*.csv', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
    filename = true, nullstr = ['', '-'],
    columns = {
        'Account ID': 'VARCHAR', 'Account name': 'VARCHAR', 'Campaign name': 'VARCHAR', 'Campaign ID': 'VARCHAR',
        'Advertising objective': 'VARCHAR', 'Ad group name': 'VARCHAR', 'Ad group ID': 'VARCHAR', 'Ad name': 'VARCHAR',
        'Ad ID': 'VARCHAR', 'By Day': 'DATE', 'Cost': 'DECIMAL(18,6)', 'CPM': 'VARCHAR', 'Impressions': 'BIGINT',
        'Clicks (all)': 'BIGINT', 'Clicks (destination)': 'BIGINT', 'CTR (destination)': 'VARCHAR',
        'Video views': 'BIGINT', 'Conversions': 'DECIMAL(18,6)', 'Cost per conversion': 'VARCHAR',
        'Conversion rate (CVR)': 'VARCHAR', 'Gross revenue (Shop)': 'DECIMAL(18,6)', 'Currency': 'VARCHAR'
    }
)
WHERE "By Day" IS NOT NULL
