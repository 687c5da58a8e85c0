/* ---
description: >
  Everything the checks of a morning found, before events explain it. Grain - channel, check_name.
grain: [channel, check_name]
owner: analytics
tags: [quality]
columns: [
  channel: {type: text, description: "channel; all for what concerns all of them together"},
  check_name: {type: text, description: what is checked},
  first_day: {type: day, description: first day it shows}, last_day: {type: day, description: last day it shows},
  observed: {type: ratio, description: what was seen}, usual_low: {type: ratio, description: least that would be usual},
  usual_high: {type: ratio, description: most that would be usual},
  detail: {type: text, description: "what figures do not say; null else"},
  is_sure: {type: flag, description: whether it is news that needs a person}]
checks:
  - not_null: [channel, check_name, first_day, last_day, is_sure]
--- */
WITH above_plan AS (
    SELECT
        channel, MIN(date) AS first_day, MAX(date) AS last_day, MAX(spend) AS spend, MAX(2 * planned) AS most
    FROM ref('int_spend_above_plan')
    GROUP BY channel
),

claim AS (
    SELECT
        measured_by, first_day, last_day, conversions, orders, allowed,
        ROW_NUMBER() OVER (ORDER BY measured_by DESC) AS choice
    FROM ref('int_claim_excess')
)

SELECT
    h.channel, h.check_name, h.first_day, h.last_day, h.observed, h.usual_low, h.usual_high,
    CAST(NULL AS VARCHAR) AS detail, TRUE AS is_sure
FROM ref('int_anomaly_habit') AS h
LEFT JOIN ref('int_result_silence') AS v
    ON v.channel = h.channel AND h.check_name = 'cvr_jump' AND v.check_name = 'conversions_vanished'
WHERE v.channel IS NULL
UNION ALL
SELECT
    channel, check_name, first_day, last_day, CAST(0 AS DOUBLE) AS observed, expected AS usual_low,
    CAST(NULL AS DOUBLE) AS usual_high, CAST(NULL AS VARCHAR) AS detail, TRUE AS is_sure
FROM ref('int_result_silence')
UNION ALL
SELECT
    channel, check_name, first_day, last_day, CAST(settings AS DOUBLE) AS observed, CAST(1 AS DOUBLE) AS usual_low,
    CAST(1 AS DOUBLE) AS usual_high, first_setting || ' and ' || last_setting AS detail, is_new AS is_sure
FROM ref('int_setting_change')
UNION ALL
SELECT
    channel, 'spend_above_plan' AS check_name, first_day, last_day, spend AS observed, CAST(0 AS DOUBLE) AS usual_low,
    most AS usual_high, CAST(NULL AS VARCHAR) AS detail, TRUE AS is_sure
FROM above_plan
UNION ALL
SELECT
    'all' AS channel, 'conversions_above_orders' AS check_name, first_day, last_day, conversions AS observed,
    CAST(0 AS DOUBLE) AS usual_low, allowed AS usual_high, 'orders by ' || measured_by AS detail,
    measured_by = 'crm' AS is_sure
FROM claim
WHERE choice = 1
