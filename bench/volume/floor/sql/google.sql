-- Rows of Google Ads ad reports: numbers have commas in quotes, totals rows have no day.
SELECT
    "Day" AS date, 'google' AS network,
    CASE WHEN "Campaign type" IN ('Video', 'Demand Gen') THEN 'youtube' ELSE 'google' END AS channel,
    CASE WHEN "Campaign type" IN ('Video', 'Demand Gen') THEN 'youtube'
        ELSE lower(replace("Campaign type", ' ', '_')) END AS publisher,
    'google:default' AS account_id, NULL::VARCHAR AS account_name, "Campaign ID" AS campaign_id,
    "Campaign" AS campaign_name, "Campaign type" AS campaign_type, "Ad group ID" AS ad_group_id,
    "Ad group" AS ad_group_name, "Ad ID" AS ad_id, "Ad name" AS ad_name, "Currency code" AS currency,
    "Cost" AS spend_original, replace("Impr.", ',', '')::BIGINT AS impressions,
    replace("Clicks", ',', '')::BIGINT AS clicks, NULL::BIGINT AS link_clicks,
    replace("Conversions", ',', '')::DECIMAL(18, 6) AS conversions,
    replace("Conv. value", ',', '')::DECIMAL(18, 6) AS conversion_value_original,
    replace("TrueView views", ',', '')::BIGINT AS video_views, NULL::BIGINT AS engagements, NULL::BIGINT AS reach,
    NULL::VARCHAR AS attribution_setting, NULL::VARCHAR AS result_type, filename
FROM read_csv(
    '{folder}/Ad report*.csv', auto_detect = false, header = true, skip = 2, delim = ',', quote = '"', escape = '"',
    filename = true, nullstr = ['', ' --'],
    columns = {
        'Ad status': 'VARCHAR', 'Day': 'DATE', 'Campaign': 'VARCHAR', 'Campaign ID': 'VARCHAR',
        'Campaign type': 'VARCHAR', 'Ad group': 'VARCHAR', 'Ad group ID': 'VARCHAR', 'Ad name': 'VARCHAR',
        'Ad ID': 'VARCHAR', 'Ad type': 'VARCHAR', 'Currency code': 'VARCHAR', 'Impr.': 'VARCHAR',
        'Interactions': 'VARCHAR', 'Interaction rate': 'VARCHAR', 'Avg. cost': 'VARCHAR', 'Cost': 'DECIMAL(18,6)',
        'Clicks': 'VARCHAR', 'TrueView views': 'VARCHAR', 'Conv. rate': 'VARCHAR', 'Conversions': 'VARCHAR',
        'Conv. value': 'VARCHAR', 'Cost / conv.': 'VARCHAR'
    }
)
WHERE "Day" IS NOT NULL
