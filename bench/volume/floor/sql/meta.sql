-- Rows of Meta Ads Manager files.
SELECT
    "Reporting starts" AS date, 'meta' AS network, 'meta' AS channel, NULL::VARCHAR AS publisher,
    'meta:default' AS account_id, NULL::VARCHAR AS account_name, "Campaign ID" AS campaign_id,
    "Campaign name" AS campaign_name, NULL::VARCHAR AS campaign_type, "Ad set ID" AS ad_group_id,
    "Ad set name" AS ad_group_name, "Ad ID" AS ad_id, "Ad name" AS ad_name, 'EUR' AS currency,
    "Amount spent (EUR)" AS spend_original, "Impressions" AS impressions, "Clicks (all)" AS clicks,
    "Link clicks" AS link_clicks, COALESCE("Purchases", 0) AS conversions,
    COALESCE("Purchases conversion value", 0) AS conversion_value_original,
    "ThruPlays" AS video_views, "Post engagements" AS engagements, "Reach" AS reach,
    "Attribution setting" AS attribution_setting, "Result indicator" AS result_type, filename
FROM read_csv(
    '{folder}/Northshore-Ads-*.csv', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
    filename = true, nullstr = [''],
    columns = {
        'Reporting starts': 'DATE', 'Reporting ends': 'DATE', 'Campaign name': 'VARCHAR', 'Campaign ID': 'VARCHAR',
        'Ad set name': 'VARCHAR', 'Ad set ID': 'VARCHAR', 'Ad name': 'VARCHAR', 'Ad ID': 'VARCHAR',
        'Ad delivery': 'VARCHAR', 'Attribution setting': 'VARCHAR', 'Results': 'DECIMAL(18,6)',
        'Result indicator': 'VARCHAR', 'Reach': 'BIGINT', 'Impressions': 'BIGINT', 'Cost per results': 'VARCHAR',
        'Amount spent (EUR)': 'DECIMAL(18,6)', 'Link clicks': 'BIGINT', 'Clicks (all)': 'BIGINT',
        'CTR (all)': 'VARCHAR', 'Landing page views': 'BIGINT', 'ThruPlays': 'BIGINT', 'Post engagements': 'BIGINT',
        'Purchases': 'DECIMAL(18,6)', 'Purchases conversion value': 'DECIMAL(18,6)'
    }
)
