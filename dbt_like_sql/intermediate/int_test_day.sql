/* ---
description: >
  Spend and results of each channel of a small test on the days of the test so far, and on the 90 days before it, from
  the source all its channels share. Grain - test_id, channel, date.
grain: [test_id, channel, date]
owner: analytics
columns: [
  test_id: {type: text, description: id of the test}, channel, date,
  is_test: {type: flag, description: whether it is a day of the test and not before it},
  spend, result, completeness: {type: ratio, unit: ratio, description: usual share of the final result known when the day was exported}]
checks:
  - not_null: [test_id, channel, date, is_test, completeness]
--- */
SELECT
    t.test_id, t.channel, d.date, d.date >= t.date_from AS is_test, d.spend,
    CASE
        WHEN m.result_source <> 'platform' THEN
            CASE m.result_metric
                WHEN 'orders' THEN o.orders WHEN 'new_customers' THEN o.new_customers WHEN 'revenue' THEN o.revenue
                WHEN 'leads' THEN o.own_leads WHEN 'sessions' THEN CAST(o.sessions AS DECIMAL(18, 6))
            END
        ELSE
            CASE m.result_metric
                WHEN 'conversions' THEN d.conversions WHEN 'conversion_value' THEN d.conversion_value
                WHEN 'leads' THEN d.leads WHEN 'link_clicks' THEN CAST(COALESCE(d.link_clicks, d.clicks) AS DECIMAL(18, 6))
                WHEN 'engagements' THEN CAST(d.engagements AS DECIMAL(18, 6))
                WHEN 'follows' THEN CAST(d.follows AS DECIMAL(18, 6))
                WHEN 'video_views' THEN CAST(d.video_views AS DECIMAL(18, 6))
                WHEN 'impressions' THEN CAST(d.impressions AS DECIMAL(18, 6))
            END
    END AS result,
    COALESCE(CASE WHEN m.result_source = 'platform' THEN k.completeness ELSE w.completeness END, 1) AS completeness
FROM ref('seed_test') AS t
INNER JOIN ref('int_test_measure') AS m ON m.test_id = t.test_id
INNER JOIN ref('channel_daily') AS d
    ON d.channel = t.channel AND d.date <= t.date_to AND d.date >= CAST(t.date_from - INTERVAL '90' DAY AS DATE)
LEFT JOIN ref('int_outcome_day') AS o
    ON o.channel = t.channel AND o.date = d.date AND o.measured_by = m.result_source
LEFT JOIN ref('int_channel_maturity') AS k
    ON k.channel = t.channel AND k.date = d.date AND k.metric = m.result_metric
LEFT JOIN ref('int_outcome_maturity') AS w
    ON w.measured_by = m.result_source AND w.date = d.date AND w.metric = m.result_metric
