/* ---
description: >
  Delivery of campaigns as two exports tell it, where both are there: `fine` is the chosen shape of the day when it is
  finer than campaigns, `coarse` the best export at campaign level. Input of int_ad_residual. Grain - network,
  account_id, date, campaign_key, told_by.
grain: [network, account_id, date, campaign_key, told_by]
owner: analytics
materialization: incremental
time_column: date
columns: [
  network, account_id, date, campaign_key, told_by: {type: text, description: fine or coarse},
  key_kind: {type: text, description: "name when the campaign key is made from a name, else id"}, key_quality,
  account_name, campaign_id, campaign_name, conversion_definition, currency, spend_original, impressions, clicks,
  link_clicks, conversions, conversion_value_original, leads, video_views, engagements, follows, file_id, part,
  row_number, exported_at, loaded_at]
checks:
  - not_null: [network, account_id, date, campaign_key]
  - accepted: {told_by: [fine, coarse]}
--- */
WITH best_coarse AS (
    SELECT network, account_id, period_start AS date, MAX(shape_rank) AS shape_rank
    FROM ref('int_ad_row')
    WHERE grain = 'day' AND level = 'campaign' AND breakdown_set = ''
    GROUP BY network, account_id, period_start
),

told AS (
    SELECT
        d.row_key, c.network, c.account_id, c.date,
        CASE WHEN d.shape = c.shape AND d.breakdown_set = c.breakdown_set THEN 'fine' ELSE 'coarse' END AS told_by
    FROM ref('int_ad_shape_choice') AS c
    INNER JOIN best_coarse AS b ON b.network = c.network AND b.account_id = c.account_id AND b.date = c.date
    INNER JOIN ref('int_ad_row') AS d
        ON d.network = c.network AND d.account_id = c.account_id AND d.period_start = c.date
    WHERE
        c.level IN ('ad', 'ad_group') AND d.grain = 'day'
        AND (
            (d.shape = c.shape AND d.breakdown_set = c.breakdown_set)
            OR (d.level = 'campaign' AND d.breakdown_set = '' AND d.shape_rank = b.shape_rank)
        )
)

SELECT
    t.network, t.account_id, t.date, d.campaign_key, t.told_by,
    CASE WHEN d.campaign_key LIKE 'n:%' THEN 'name' ELSE 'id' END AS key_kind, MAX(d.key_quality) AS key_quality,
    MAX(d.account_name) AS account_name, MAX(d.campaign_id) AS campaign_id, MAX(d.campaign_name) AS campaign_name,
    MAX(d.conversion_definition) AS conversion_definition, MAX(d.currency) AS currency,
    SUM(d.spend_original) AS spend_original, SUM(d.impressions) AS impressions, SUM(d.clicks) AS clicks,
    SUM(d.link_clicks) AS link_clicks, SUM(d.conversions) AS conversions,
    SUM(d.conversion_value_original) AS conversion_value_original, SUM(d.leads) AS leads,
    SUM(d.video_views) AS video_views, SUM(d.engagements) AS engagements, SUM(d.follows) AS follows,
    MAX(d.file_id) AS file_id, MAX(d.part) AS part, MIN(d.row_number) AS row_number,
    MAX(d.exported_at) AS exported_at, MAX(d.loaded_at) AS loaded_at
FROM told AS t
INNER JOIN ref('int_ad_row') AS d ON d.row_key = t.row_key
GROUP BY t.network, t.account_id, t.date, d.campaign_key, t.told_by
