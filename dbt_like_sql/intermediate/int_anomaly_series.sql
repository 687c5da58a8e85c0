/* ---
description: >
  What the checks of a channel's habits look at, on the known days of the last five weeks: a count or amount and what it
  is held against. Grain - channel, check_name, date.
grain: [channel, check_name, date]
owner: analytics
tags: [quality]
columns: [
  channel, check_name: {type: text, description: "volume_drop, spend_jump, ctr_jump, cpc_jump, cpm_jump or cvr_jump"},
  date, observed: {type: ratio, description: what is judged - impressions, clicks, conversions or spend},
  held_against: {type: ratio, description: "what it is usually in proportion to - impressions, clicks (of conversions those whose conversions are usually known by now) or spend; 1 for a day as such"},
  is_count: {type: flag, description: whether chance alone moves it as it moves counts},
  is_final: {type: flag, description: whether the figure has settled},
  is_judged: {type: flag, description: "whether the day is one of the last seven, which are judged; else it tells what is usual"}]
checks:
  - not_null: [channel, check_name, date, observed, held_against, is_judged]
  - expression: held_against > 0
--- */
WITH day AS (
    SELECT
        d.channel, d.date, CAST(d.spend AS DOUBLE) AS spend, CAST(d.impressions AS DOUBLE) AS impressions,
        CAST(d.rate_clicks AS DOUBLE) AS clicks, CAST(d.conversions AS DOUBLE) AS conversions,
        CAST(COALESCE(d.conversions_completeness, 1) AS DOUBLE) AS known,
        COALESCE(d.conversions_completeness, 1) >= 0.95 AS is_final,
        d.date >= CAST(s.as_of - INTERVAL '7' DAY AS DATE) AS is_judged
    FROM ref('channel_daily') AS d
    CROSS JOIN ref('seed_settings') AS s
    WHERE d.is_known AND d.date >= CAST(s.as_of - INTERVAL '35' DAY AS DATE) AND d.date < s.as_of
)

SELECT
    channel, 'volume_drop' AS check_name, date, COALESCE(impressions, clicks) AS observed,
    CAST(1 AS DOUBLE) AS held_against, TRUE AS is_count, TRUE AS is_final, is_judged
FROM day
WHERE COALESCE(impressions, clicks) IS NOT NULL
UNION ALL
SELECT
    channel, 'spend_jump' AS check_name, date, spend AS observed, CAST(1 AS DOUBLE) AS held_against, FALSE AS is_count,
    TRUE AS is_final, is_judged
FROM day
WHERE spend IS NOT NULL
UNION ALL
SELECT
    channel, 'ctr_jump' AS check_name, date, clicks AS observed, impressions AS held_against, TRUE AS is_count,
    TRUE AS is_final, is_judged
FROM day
WHERE clicks IS NOT NULL AND impressions > 0
UNION ALL
SELECT
    channel, 'cpc_jump' AS check_name, date, clicks AS observed, spend AS held_against, TRUE AS is_count,
    TRUE AS is_final, is_judged
FROM day
WHERE clicks IS NOT NULL AND spend > 0
UNION ALL
SELECT
    channel, 'cpm_jump' AS check_name, date, impressions AS observed, spend AS held_against, TRUE AS is_count,
    TRUE AS is_final, is_judged
FROM day
WHERE impressions IS NOT NULL AND spend > 0
UNION ALL
SELECT
    channel, 'cvr_jump' AS check_name, date, conversions AS observed, clicks * known AS held_against, TRUE AS is_count,
    is_final, is_judged
FROM day
WHERE conversions IS NOT NULL AND clicks > 0 AND known > 0
