/* ---
description: >
  Channels whose conversions of the last four weeks are counted in more than one way within one account - by attribution
  setting or by conversion definition. Their sums mix things that are not the same. Grain - channel, check_name.
grain: [channel, check_name]
owner: analytics
tags: [quality]
columns: [
  channel, check_name: {type: text, description: mixed_attribution or mixed_definition},
  first_day: {type: day, description: first day of the latest way of counting},
  last_day: {type: day, description: last day with conversions},
  settings: {type: count, description: ways of counting in the account that has most of them},
  first_setting: {type: text, description: "one of them, by the alphabet the first"},
  last_setting: {type: text, description: "another one, by the alphabet the last"},
  is_new: {type: flag, description: whether one of them began within the last seven days after others}]
checks:
  - not_null: [channel, check_name, first_day, last_day]
--- */
WITH counted AS (
    SELECT
        f.channel, f.network, f.account_id, f.date, f.attribution_setting, f.conversion_definition,
        CAST(s.as_of - INTERVAL '7' DAY AS DATE) AS judged_from
    FROM ref('int_ad_day') AS f
    CROSS JOIN ref('seed_settings') AS s
    WHERE f.conversions > 0 AND f.date >= CAST(s.as_of - INTERVAL '28' DAY AS DATE) AND f.date < s.as_of
),

way AS (
    SELECT channel, network, account_id, 'mixed_attribution' AS check_name, attribution_setting AS setting, date, judged_from
    FROM counted
    WHERE attribution_setting <> ''
    UNION ALL
    SELECT channel, network, account_id, 'mixed_definition' AS check_name, conversion_definition AS setting, date, judged_from
    FROM counted
    WHERE conversion_definition <> ''
),

since AS (
    SELECT
        channel, network, account_id, check_name, setting, MIN(date) AS first_day, MAX(date) AS last_day,
        MAX(judged_from) AS judged_from
    FROM way
    GROUP BY channel, network, account_id, check_name, setting
),

account AS (
    SELECT
        channel, network, account_id, check_name, COUNT(*) AS settings, MIN(setting) AS first_setting,
        MAX(setting) AS last_setting, MIN(first_day) AS began, MAX(first_day) AS first_day, MAX(last_day) AS last_day,
        MAX(judged_from) AS judged_from
    FROM since
    GROUP BY channel, network, account_id, check_name
)

SELECT
    channel, check_name, MAX(first_day) AS first_day, MAX(last_day) AS last_day, MAX(settings) AS settings,
    MIN(first_setting) AS first_setting, MAX(last_setting) AS last_setting,
    MAX(CASE WHEN first_day >= judged_from AND began < first_day THEN 1 ELSE 0 END) = 1 AS is_new
FROM account
WHERE settings > 1
GROUP BY channel, check_name
