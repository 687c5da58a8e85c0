/* ---
description: >
  Results of each channel and objective by day, from the one source chosen for the objective. Zero on days the source
  covers, null on days it does not. Grain - channel, objective, date.
grain: [channel, objective, date]
owner: analytics
tags: [channels]
columns: [
  channel, objective, date, result_metric, result_source, result, result_all,
  completeness: {type: ratio, unit: ratio, description: usual share of the final result known when the day was exported}]
checks:
  - not_null: [channel, objective, date, result_metric, result_source]
--- */
WITH spine AS (
    SELECT channel, objective, date FROM ref('int_channel_objective_day')
    UNION
    SELECT o.channel, o.objective, o.date
    FROM ref('int_outcome_objective_day') AS o
    INNER JOIN ref('int_result_source') AS s ON s.objective = o.objective AND s.result_source = o.measured_by
)

SELECT
    p.channel, p.objective, p.date, s.result_metric, s.result_source,
    CASE
        WHEN s.result_source <> 'platform' THEN
            CASE s.result_metric
                WHEN 'orders' THEN o.orders WHEN 'new_customers' THEN o.new_customers WHEN 'revenue' THEN o.revenue
                WHEN 'leads' THEN o.own_leads WHEN 'sessions' THEN CAST(o.sessions AS DECIMAL(18, 6))
            END
        ELSE
            CASE s.result_metric
                WHEN 'conversions' THEN d.conversions WHEN 'conversion_value' THEN d.conversion_value
                WHEN 'leads' THEN d.leads WHEN 'link_clicks' THEN CAST(COALESCE(d.link_clicks, d.clicks) AS DECIMAL(18, 6))
                WHEN 'engagements' THEN CAST(d.engagements AS DECIMAL(18, 6))
                WHEN 'follows' THEN CAST(d.follows AS DECIMAL(18, 6))
                WHEN 'video_views' THEN CAST(d.video_views AS DECIMAL(18, 6))
                WHEN 'impressions' THEN CAST(d.impressions AS DECIMAL(18, 6))
            END
    END AS result,
    CASE
        WHEN s.result_source <> 'platform' THEN
            CASE s.result_metric
                WHEN 'orders' THEN o.orders_all WHEN 'new_customers' THEN o.new_customers_all
                WHEN 'revenue' THEN o.revenue_all WHEN 'leads' THEN o.leads_all
                WHEN 'sessions' THEN CAST(o.sessions_all AS DECIMAL(18, 6))
            END
    END AS result_all,
    COALESCE(CASE WHEN s.result_source = 'platform' THEN k.completeness ELSE w.completeness END, 1) AS completeness
FROM spine AS p
INNER JOIN ref('int_result_source') AS s ON s.objective = p.objective
LEFT JOIN ref('int_channel_objective_day') AS d
    ON d.channel = p.channel AND d.objective = p.objective AND d.date = p.date
LEFT JOIN ref('int_outcome_objective_day') AS o
    ON o.channel = p.channel AND o.objective = p.objective AND o.date = p.date AND o.measured_by = s.result_source
LEFT JOIN ref('int_channel_maturity') AS k
    ON k.channel = p.channel AND k.date = p.date AND k.metric = s.result_metric
LEFT JOIN ref('int_outcome_maturity') AS w
    ON w.measured_by = s.result_source AND w.date = p.date AND w.metric = s.result_metric
