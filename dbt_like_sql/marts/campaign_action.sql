/* ---
description: >
  What is to be done with every campaign that ran in the last 7 complete days of its channel, as of this morning - scale,
  keep, fix, pause or cannot tell yet, and its part of the money its channel is recommended (see smm_assets/campaigns).
  budget_to of a channel's campaigns and channel_rest make up the channel's recommended spend. Held against the target of
  its objective, without one against the channel's other campaigns of the same objective. Grain - as_of, channel, network,
  account_id, campaign_key.
grain: [as_of, channel, network, account_id, campaign_key]
owner: analytics
tags: [decision]
columns: [
  as_of, channel, network, account_id: {type: text, description: account},
  campaign_key: {type: text, description: campaign key of raw rows}, campaign_id: {type: text, description: campaign as exported; null where none is},
  campaign_name: {type: text, description: latest name}, objective, result_metric, result_source, window: {description: "days the figures are of: 28d, or 90d where these brought fewer than 10 results"},
  spend: {description: spend of the days of the window with known results}, results: {type: ratio, description: results of these days; an own source's shared between the channel's campaigns},
  cost_per_result: {description: "spend, counted for what is usually known by now of its day's results, / results"},
  cost_per_result_low: {description: "lower end of its 90 % interval: results are a Poisson count (Garwood 1936)"},
  cost_per_result_high: {description: upper end of its 90 % interval; null without results},
  target: {type: ratio, unit: reporting currency per result, description: target cost of a result; null when none is set},
  compared_with: {type: ratio, unit: reporting currency per result, description: "without a target: what a result costs on the channel's other campaigns of the objective"},
  verdict: {type: text, description: "scale, keep, fix, pause or cannot_tell_yet"},
  budget_from: {type: money, unit: reporting currency, description: mean spend a day of the last 7 complete days},
  budget_to: {type: money, unit: reporting currency, description: spend a day from as_of on},
  channel_rest: {type: money, unit: reporting currency, description: "money a day of the channel that none of its campaigns may take; the same on each, 0 as a rule"},
  network_minimum: {type: money, unit: reporting currency, description: least daily budget the network takes; null when it states none or no rate is known},
  currency: {type: text, description: currency of the account}, rate: {type: ratio, unit: reporting currency, description: "what one unit of it is worth, tax added or taken off as reports do"},
  rate_date: {type: day, description: day of the rate}, recommendation_id: {type: text, description: recommendation whose money is split; null when none stands},
  budget_level: {type: text, description: "where its budget is kept by the latest export that tells: campaign, ad_group or unknown"},
  current_budget: {type: money, unit: currency, description: the budget set at the network where the campaign keeps it; null when not told},
  budget_told_at: {type: moment, description: "when the export that tells the budget was made, UTC"},
  budget_type: {type: text, description: "daily, lifetime or as exported; of current_budget"},
  status: {type: text, description: "active, paused, ended or as exported, by the latest export that tells; null when none of the last complete day or later does"},
  reason: {type: text, description: "why, in words"}, data_through: {description: last complete day of the channel}]
checks:
  - not_null: [as_of, channel, campaign_key, objective, verdict, budget_from, budget_to, channel_rest, reason]
  - accepted: {verdict: [scale, keep, fix, pause, cannot_tell_yet]}
  - accepted: {budget_level: [campaign, ad_group, unknown]}
  - expression: budget_from >= 0 AND budget_to >= 0
  - expression: cost_per_result_low <= cost_per_result AND cost_per_result <= cost_per_result_high
--- */
SELECT
    a.as_of, a.channel, a.network, a.account_id, a.campaign_key, a.campaign_id, n.campaign_name, a.objective,
    a.result_metric, a.result_source, a.window_name AS "window", a.spend, a.results, a.cost_per_result,
    a.cost_per_result_low, a.cost_per_result_high, a.target, a.compared_with, a.verdict, a.budget_from, a.budget_to,
    a.channel_rest, a.network_minimum, a.currency, a.rate, a.rate_date, a.recommendation_id,
    COALESCE(e.budget_level, 'unknown') AS budget_level, e.budget_original AS current_budget, e.budget_told_at, e.budget_type,
    CASE WHEN e.status_told_at >= a.data_through THEN e.status END AS status,
    a.reason, a.data_through
FROM source('state', 'campaign_action') AS a
INNER JOIN ref('seed_settings') AS s ON s.as_of = a.as_of
LEFT JOIN ref('seed_campaign_name') AS n
    ON n.network = a.network AND n.account_id = a.account_id AND n.campaign_key = a.campaign_key
LEFT JOIN ref('entity_setting') AS e
    ON e.network = a.network AND e.account_id = a.account_id AND e.campaign_key = a.campaign_key AND e.ad_group_key = ''
