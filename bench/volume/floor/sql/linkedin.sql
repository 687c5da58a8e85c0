-- Rows of LinkedIn ad performance reports: UTF-16, days month first, thousands with commas.
SELECT
    "Start Date (in UTC)" AS date, 'linkedin' AS network, 'linkedin' AS channel, NULL::VARCHAR AS publisher,
    'linkedin:default' AS account_id, "Account Name" AS account_name, "Campaign ID" AS campaign_id,
    "Campaign Name" AS campaign_name, NULL::VARCHAR AS campaign_type, "Ad Set ID" AS ad_group_id,
    "Ad Set Name" AS ad_group_name, "Ad ID" AS ad_id, "Ad Name" AS ad_name, "Currency" AS currency,
    "Total Spent" AS spend_original, replace("Impressions", ',', '')::BIGINT AS impressions, "Clicks" AS clicks,
    "Clicks to Landing Page" AS link_clicks, "Conversions" AS conversions,
    "Total Conversion Value" AS conversion_value_original, replace("Video Views", ',', '')::BIGINT AS video_views,
    "Total Engagements" AS engagements, replace("Reach", ',', '')::BIGINT AS reach,
    NULL::VARCHAR AS attribution_setting, NULL::VARCHAR AS result_type, filename
FROM read_csv(
    '{folder}/account_*.csv', auto_detect = false, header = true, skip = 5, delim = '\t', quote = '"', escape = '"',
    filename = true, encoding = 'utf-16', dateformat = '%m/%d/%Y', nullstr = [''], new_line = '\r\n',
    columns = {
        'Start Date (in UTC)': 'DATE', 'Account Name': 'VARCHAR', 'Currency': 'VARCHAR', 'Campaign ID': 'VARCHAR',
        'Campaign Name': 'VARCHAR', 'Ad Set ID': 'VARCHAR', 'Ad Set Name': 'VARCHAR', 'Ad ID': 'VARCHAR',
        'Ad Name': 'VARCHAR', 'Total Spent': 'DECIMAL(18,6)', 'Reach': 'VARCHAR', 'Impressions': 'VARCHAR',
        'Clicks': 'BIGINT', 'Click Through Rate': 'VARCHAR', 'Clicks to Landing Page': 'BIGINT', 'Reactions': 'BIGINT',
        'Total Engagements': 'BIGINT', 'Video Views': 'VARCHAR', 'Conversions': 'DECIMAL(18,6)',
        'Total Conversion Value': 'DECIMAL(18,6)'
    }
)
