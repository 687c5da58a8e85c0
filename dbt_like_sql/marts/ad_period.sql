/* ---
description: >
  Paid delivery of exports without daily rows, never spread over days; converted at the mean rate of the period. Rows
  that daily rows or a longer period already tell have is_counted false: leave them out of sums. Grain - network,
  account, campaign, ad group, ad, period, publisher, attribution setting, result type.
grain: [
  network, account_id, period_start, period_end, campaign_key, ad_group_key, ad_key, publisher, attribution_setting,
  result_type]
owner: analytics
tags: [channels]
columns: [
  period_start, period_end, network, channel, publisher, account_id, account_name, campaign_id, campaign_name,
  ad_group_id, ad_group_name, ad_id, ad_name, campaign_key, ad_group_key, ad_key, level, key_quality,
  is_counted: {type: flag, description: whether windows and plan periods count the row},
  not_counted_because: {type: text, description: "why it is not counted: daily rows or a longer period"},
  derived_from_breakdown, campaign_type, objective, currency, spend, spend_original, impressions, clicks, link_clicks,
  conversions, conversion_value, conversion_value_original, leads, video_views, engagements, follows, result_type,
  results, attribution_setting, conversion_definition, video_view_definition,
  report_timezone: {type: text, description: time zone of the account's reporting days; null when not known},
  data_through: {description: last day of the account that such an export speaks of}, file_id, part, row_number,
  exported_at, loaded_at]
checks:
  - not_null: [period_start, period_end, network, channel, is_counted]
  - expression: period_start <= period_end
  - expression: spend >= 0
--- */
WITH priced AS (
    SELECT
        p.period_start, p.period_end, x.currency, COUNT(*) AS days,
        CAST(AVG(CAST(x.rate AS DOUBLE)) AS DECIMAL(18, 12)) AS rate
    FROM (SELECT DISTINCT period_start, period_end, currency FROM ref('int_ad_period_fact')) AS p
    INNER JOIN ref('seed_fx') AS x
        ON x.currency = p.currency AND x.date >= p.period_start AND x.date <= p.period_end
    GROUP BY p.period_start, p.period_end, x.currency
)

SELECT
    f.period_start, f.period_end, f.network, COALESCE(m.channel, f.network) AS channel, f.publisher, f.account_id,
    f.account_name, f.campaign_id, f.campaign_name, f.ad_group_id, f.ad_group_name, f.ad_id, f.ad_name, f.campaign_key,
    f.ad_group_key, f.ad_key, f.level, f.key_quality, f.is_counted, f.not_counted_because, f.derived_from_breakdown,
    f.campaign_type, COALESCE(m.objective, 'sales') AS objective, f.currency,
    CAST(CAST(f.spend_original * x.rate AS DECIMAL(38, 14)) * a.vat_factor AS DECIMAL(18, 6)) AS spend, f.spend_original, f.impressions, f.clicks,
    f.link_clicks, f.conversions,
    CAST(ROUND(f.conversion_value_original * x.rate, 6) AS DECIMAL(18, 6)) AS conversion_value, f.conversion_value_original,
    f.leads, f.video_views, f.engagements, f.follows, f.result_type, f.results, f.attribution_setting,
    f.conversion_definition, f.video_view_definition, a.timezone AS report_timezone,
    MAX(f.period_end) OVER (PARTITION BY f.network, f.account_id) AS data_through, f.file_id, f.part, f.row_number,
    f.exported_at, f.loaded_at
FROM ref('int_ad_period_fact') AS f
LEFT JOIN ref('seed_campaign') AS m
    ON m.network = f.network AND m.account_id = f.account_id AND m.campaign_key = f.campaign_key
    AND m.publisher = COALESCE(f.publisher, '') AND m.campaign_type = COALESCE(f.campaign_type, '')
LEFT JOIN priced AS x
    ON x.period_start = f.period_start AND x.period_end = f.period_end AND x.currency = f.currency
    AND x.days = DATE_DIFF('day', f.period_start, f.period_end) + 1
LEFT JOIN ref('seed_account') AS a ON a.network = f.network AND a.account_id = f.account_id
