/* ---
description: >
  Results of each channel as a whole by day, under every way of counting that an objective or a small test is judged by.
  Grain - channel, date, result_source, result_metric.
grain: [channel, date, result_source, result_metric]
owner: analytics
tags: [channels]
columns: [
  channel, date, result_source, result_metric, result,
  completeness: {type: ratio, unit: ratio, description: usual share of the final result known when the day was exported}]
checks:
  - not_null: [channel, date, result_source, result_metric, completeness]
--- */
WITH wanted AS (
    SELECT result_source, result_metric FROM ref('int_result_source')
    UNION
    SELECT result_source, result_metric FROM ref('int_test_measure')
)

SELECT
    d.channel, d.date, m.result_source, m.result_metric,
    CASE
        WHEN m.result_source <> 'platform' THEN
            CASE m.result_metric
                WHEN 'orders' THEN o.orders WHEN 'new_customers' THEN o.new_customers WHEN 'revenue' THEN o.revenue
                WHEN 'leads' THEN o.own_leads WHEN 'sessions' THEN CAST(o.sessions AS DECIMAL(18, 6))
            END
        ELSE
            CASE m.result_metric
                WHEN 'conversions' THEN d.conversions WHEN 'conversion_value' THEN d.conversion_value
                WHEN 'leads' THEN d.leads WHEN 'link_clicks' THEN CAST(d.rate_clicks AS DECIMAL(18, 6))
                WHEN 'engagements' THEN CAST(d.engagements AS DECIMAL(18, 6))
                WHEN 'follows' THEN CAST(d.follows AS DECIMAL(18, 6))
                WHEN 'video_views' THEN CAST(d.video_views AS DECIMAL(18, 6))
                WHEN 'impressions' THEN CAST(d.impressions AS DECIMAL(18, 6))
            END
    END AS result,
    COALESCE(CASE WHEN m.result_source = 'platform' THEN k.completeness ELSE w.completeness END, 1) AS completeness
FROM ref('channel_daily') AS d
CROSS JOIN wanted AS m
LEFT JOIN ref('int_outcome_day') AS o
    ON o.channel = d.channel AND o.date = d.date AND o.measured_by = m.result_source
LEFT JOIN ref('int_channel_maturity') AS k
    ON k.channel = d.channel AND k.date = d.date AND k.metric = m.result_metric
LEFT JOIN ref('int_outcome_maturity') AS w
    ON w.measured_by = m.result_source AND w.date = d.date AND w.metric = m.result_metric
