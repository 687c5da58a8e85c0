/* ---
description: >
  The counted ad spend of the last 90 days by campaign: the days and periods of int_money_item, so that the sums are the same.
  Money on days of a declared test of the channel is apart. Grain - channel, network, account_id, campaign_key, test_id.
grain: [channel, network, account_id, campaign_key, test_id]
owner: analytics
tags: [effectiveness]
columns: [
  channel, network, account_id, campaign_key, campaign_name: {type: text, description: name of the campaign}, objective,
  test_id: {type: text, description: declared test the days belong to; empty when none}, amount,
  off_target_amount: {type: money, unit: reporting currency, description: "the part of it spent on people outside the target audience; 0 for tests"},
  paid: {type: money, unit: reporting currency, description: the part of it spent on days with known results},
  seen: {type: decimal, unit: result_metric, description: what the network reports for those days in the metric nearest to the result}]
checks:
  - not_null: [channel, network, account_id, campaign_key, test_id, amount]
--- */
WITH test AS (
    SELECT t.channel, c.date, MIN(t.test_id) AS test_id
    FROM ref('seed_test') AS t
    INNER JOIN ref('seed_calendar') AS c ON c.date >= t.date_from AND c.date <= t.date_to
    GROUP BY t.channel, c.date
),

off AS (
    SELECT channel, network, account_id, campaign_key, date, SUM(spend) AS spend FROM ref('int_off_target_day')
    WHERE dimension <> '' GROUP BY channel, network, account_id, campaign_key, date
),

item AS (
    SELECT
        channel, network, account_id, campaign_key, campaign_name, objective, date AS first_day, date AS last_day,
        'day' AS kind, spend, conversions, conversion_value, leads, rate_clicks, engagements, follows, video_views,
        impressions
    FROM ref('int_campaign_day')
    UNION ALL
    SELECT
        channel, network, account_id, campaign_key, campaign_name, objective, period_start AS first_day,
        period_end AS last_day, 'period' AS kind, spend, conversions, conversion_value, leads,
        COALESCE(link_clicks, clicks) AS rate_clicks, engagements, follows, video_views, impressions
    FROM ref('ad_period')
    WHERE is_counted
),

told AS (
    SELECT
        i.channel, i.network, i.account_id, i.campaign_key, i.campaign_name, i.objective, i.spend,
        COALESCE(u.test_id, '') AS test_id, CASE WHEN u.test_id IS NULL THEN GREATEST(LEAST(COALESCE(o.spend, 0), i.spend), 0) ELSE 0 END AS off_target,
        r.result IS NOT NULL OR (i.kind = 'period' AND s.result_source = 'platform') AS is_known,
        CASE
            WHEN s.result_metric IN ('revenue', 'conversion_value') THEN i.conversion_value
            WHEN s.result_metric = 'leads' THEN i.leads
            WHEN s.result_metric IN ('link_clicks', 'sessions') THEN CAST(i.rate_clicks AS DECIMAL(18, 6))
            WHEN s.result_metric = 'engagements' THEN CAST(i.engagements AS DECIMAL(18, 6))
            WHEN s.result_metric = 'follows' THEN CAST(i.follows AS DECIMAL(18, 6))
            WHEN s.result_metric = 'video_views' THEN CAST(i.video_views AS DECIMAL(18, 6))
            WHEN s.result_metric = 'impressions' THEN CAST(i.impressions AS DECIMAL(18, 6))
            ELSE i.conversions
        END AS seen
    FROM item AS i
    INNER JOIN ref('seed_window') AS w
        ON w.window_name = '90d' AND i.first_day >= w.window_start AND i.last_day <= w.window_end
    INNER JOIN ref('int_money_item') AS m
        ON m.kind = i.kind AND m.channel = i.channel AND m.first_day = i.first_day AND m.last_day = i.last_day
        AND m.amount IS NOT NULL
    LEFT JOIN ref('int_result_source') AS s ON s.objective = i.objective
    LEFT JOIN ref('int_result_daily') AS r
        ON r.channel = i.channel AND r.objective = i.objective AND r.date = CASE WHEN i.kind = 'day' THEN i.first_day END
    LEFT JOIN test AS t ON t.channel = i.channel AND t.date = i.first_day
    LEFT JOIN test AS u ON u.channel = i.channel AND u.date = i.last_day AND u.test_id = t.test_id
    LEFT JOIN off AS o
        ON o.channel = i.channel AND o.network = i.network AND o.account_id = i.account_id AND o.campaign_key = i.campaign_key AND o.date = CASE WHEN i.kind = 'day' THEN i.first_day END
    WHERE i.spend IS NOT NULL
)

SELECT
    channel, network, account_id, campaign_key, MAX(campaign_name) AS campaign_name, MAX(objective) AS objective, test_id,
    SUM(spend) AS amount, SUM(off_target) AS off_target_amount, SUM(CASE WHEN is_known THEN spend END) AS paid, SUM(CASE WHEN is_known THEN seen END) AS seen
FROM told
GROUP BY channel, network, account_id, campaign_key, test_id
