/* ---
description: >
  What is to be done with every running campaign this morning, with its cost of a result beside what it is
  held against. Made from campaign_action. Grain - channel, network, account_id, campaign_key.
grain: [channel, network, account_id, campaign_key]
owner: analytics
tags: [decision]
materialization: view
columns: [
  as_of: {type: day, description: morning it was said on}, channel, channel_label, network, network_label, account_id, campaign_key, campaign_id,
  campaign_name: {type: text, description: "latest name of the campaign; its id, else its key, where no export names it"}, objective, result_metric,
  currency: {type: text, description: "ISO 4217 code of all money of the row, the reporting currency"},
  spend: {type: money, unit: reporting currency, additive: true, description: spend of the days with known results}, results: {type: ratio, unit: result_metric, description: results of these days; null when unknown},
  cost_per_result, cost_per_result_low, cost_per_result_high, target: {type: ratio, unit: reporting currency per result, description: target cost of a result; null when none is set},
  compared_with: {type: ratio, unit: reporting currency per result, description: "without a target: cost of a result on the channel's other campaigns of the objective"},
  verdict: {type: text, description: "scale, keep, fix, pause or cannot_tell_yet"}, verdict_label: {type: text, description: the verdict in words},
  spend_now: {type: money, unit: reporting currency per day, additive: true, description: mean spend a day of the last 7 complete days},
  spend_advised: {type: money, unit: reporting currency per day, additive: true, description: spend a day from as_of on}, reason: {type: text, description: "why, in words"}, data_through]
checks:
  - not_null: [as_of, channel, network, campaign_key, campaign_name, currency, verdict, verdict_label]
--- */
SELECT
    a.as_of, a.channel, COALESCE(c.label, a.channel) AS channel_label, a.network,
    COALESCE(n.label, a.network) AS network_label, a.account_id, a.campaign_key, a.campaign_id,
    COALESCE(NULLIF(a.campaign_name, ''), a.campaign_id, NULLIF(a.campaign_key, ''), 'without campaign') AS campaign_name,
    a.objective, a.result_metric, s.reporting_currency AS currency, a.spend, a.results, a.cost_per_result,
    a.cost_per_result_low, a.cost_per_result_high, a.target, a.compared_with, a.verdict,
    CASE a.verdict
        WHEN 'scale' THEN 'give it more' WHEN 'keep' THEN 'leave it' WHEN 'fix' THEN 'repair it' WHEN 'pause' THEN 'switch it off'
        ELSE 'too early to tell'
    END AS verdict_label, a.budget_from AS spend_now, a.budget_to AS spend_advised, a.reason, a.data_through
FROM ref('campaign_action') AS a
CROSS JOIN ref('seed_settings') AS s
LEFT JOIN ref('channel') AS c ON c.channel = a.channel
LEFT JOIN ref('seed_network') AS n ON n.network = a.network
