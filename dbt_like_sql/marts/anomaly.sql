/* ---
description: >
  What is out of the ordinary this morning by a channel's own history, with what would be usual and what to do. An entry
  of events.csv on these days is quoted and makes a warning a note. Grain - as_of, channel, check_name.
grain: [as_of, channel, check_name]
owner: analytics
tags: [quality]
columns: [
  as_of, channel: {type: text, description: "channel; all for what concerns all of them together"},
  check_name: {type: text, description: "conversions_vanished, orders_vanished, volume_drop, spend_jump, spend_above_plan, ctr_jump, cpc_jump, cpm_jump, cvr_jump, mixed_attribution, mixed_definition or conversions_above_orders"},
  first_day: {type: day, description: first day it shows}, last_day: {type: day, description: last day it shows},
  observed: {type: ratio, unit: unit of the check, description: "what was seen, in the unit of the check; of days the last one"},
  usual_low: {type: ratio, unit: unit of the check, description: "least that would be usual; for vanished results what was to be expected"},
  usual_high: {type: ratio, unit: unit of the check, description: most that would be usual; null when nothing bounds it},
  severity: {type: text, description: warn or note}, detail: {type: text, description: "what figures do not say; null else"},
  event: {type: text, description: what events.csv says of these days; null when nothing},
  cure: {type: text, description: what to do},
  data_through: {description: last day of the channel with known delivery; of all together the latest}]
checks:
  - not_null: [as_of, channel, check_name, first_day, last_day, severity, cure]
  - accepted: {severity: [warn, note]}
  - expression: first_day <= last_day
--- */
WITH told AS (
    SELECT f.channel, f.check_name, MIN(e.kind || ': ' || COALESCE(e.text, '')) AS event
    FROM ref('int_anomaly_found') AS f
    INNER JOIN ref('seed_event') AS e
        ON e.date_from <= f.last_day AND e.date_to >= f.first_day
        AND (e.channel IS NULL OR f.channel = 'all' OR e.channel = f.channel)
        AND e.kind IN ('tracking', 'promotion', 'holiday', 'stock_out')
    GROUP BY f.channel, f.check_name
),

reached AS (
    SELECT channel, data_through FROM ref('int_channel_through')
    UNION ALL
    SELECT 'all' AS channel, MAX(data_through) AS data_through FROM ref('int_channel_through')
)

SELECT
    s.as_of, f.channel, f.check_name, f.first_day, f.last_day, f.observed, f.usual_low, f.usual_high,
    CASE WHEN f.is_sure AND t.event IS NULL THEN 'warn' ELSE 'note' END AS severity, f.detail, t.event,
    CASE f.check_name
        WHEN 'conversions_vanished' THEN 'Check the pixel or conversion tag; when it was off, say so in events.csv (kind tracking)'
        WHEN 'orders_vanished' THEN 'Check the campaign tags (utm) and the shop export; when they were off, say so in events.csv (kind tracking)'
        WHEN 'volume_drop' THEN 'Look for paused or rejected ads, a limit, or a filter in the export'
        WHEN 'spend_jump' THEN 'Check budgets and bids at the network; if it was meant, there is nothing to do'
        WHEN 'spend_above_plan' THEN 'Check the budget at the network, or correct the plan'
        WHEN 'mixed_attribution' THEN 'Export the days before with the new setting too, so that all conversions are counted alike'
        WHEN 'mixed_definition' THEN 'Export one conversion action for all days, or split the channel by campaign in smm.yaml'
        WHEN 'conversions_above_orders' THEN 'Compare channels by your own orders; networks claim the same orders twice'
        WHEN 'cvr_jump' THEN 'Check whether a tag fires twice or no longer, and the landing page'
        ELSE 'Check targeting, bids and placements at the network, and the columns of the export'
    END AS cure, r.data_through
FROM ref('int_anomaly_found') AS f
CROSS JOIN ref('seed_settings') AS s
LEFT JOIN told AS t ON t.channel = f.channel AND t.check_name = f.check_name
LEFT JOIN reached AS r ON r.channel = f.channel
