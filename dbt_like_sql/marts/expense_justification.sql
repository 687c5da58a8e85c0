/* ---
description: >
  Whether every expense of the last 90 days is justified: campaigns and cost lines, each with its class and why, in
  words. The amounts add up to all money of those days (audit expenses_add_up). Grain - as_of, expense, test_id, part.
grain: [as_of, expense, test_id, part]
owner: analytics
tags: [effectiveness]
columns: [
  as_of, window_start, window_end,
  expense: {type: text, description: "campaign with network, account and key (and channel where it lies in several), or cost with the line of the costs file"},
  test_id: {type: text, description: declared test the days belong to; empty when none},
  part: {type: text, description: off_target for what a campaign spent on people outside the target audience; empty for the rest},
  kind: {type: text, description: campaign or cost}, channel: {description: channel; null when shared}, category,
  name: {type: text, description: latest name of the campaign, or what the cost is for}, who: {type: text, description: "in_house, freelancer, agency or self"},
  vendor: {type: text, description: who is paid}, amount, result_metric, results: {type: ratio, description: results of a campaign; null when unknown},
  cost_per_result, cost_per_result_low, cost_per_result_high,
  target_cost: {type: ratio, unit: reporting currency per result, description: target cost of a result},
  class: {type: text, description: "proven, on_test, maintenance, unproven or wasted"}, evidence: {type: text, description: "why, in words"},
  data_through: {description: last day of the channel with known delivery; of all channels for a shared cost}]
checks:
  - not_null: [as_of, expense, test_id, part, kind, category, amount, class, evidence]
  - accepted: {class: [proven, on_test, maintenance, unproven, wasted]}
--- */
WITH worded AS (
    SELECT
        e.expense, e.test_id, e.part, e.kind, e.channel, e.category, e.name, e.who, e.vendor, e.amount, e.result_metric, e.results,
        e.cost_per_result, e.cost_per_result_low, e.cost_per_result_high, e.target_cost, e.class, e.plan_state,
        ' ' || s.reporting_currency AS money, s.as_of, n.one, n.many, n.is_amount,
        CASE WHEN n.is_amount THEN CAST(CAST(e.results AS DECIMAL(18, 2)) AS VARCHAR) || ' ' || s.reporting_currency || ' of'
            WHEN e.results < 10 AND e.results > FLOOR(e.results) THEN CAST(CAST(e.results AS DECIMAL(18, 1)) AS VARCHAR)
            ELSE CAST(CAST(e.results AS DECIMAL(18, 0)) AS VARCHAR) END AS found, CASE WHEN e.is_shared THEN ' by your own records, shared as ' || COALESCE(c.label, e.channel) || ' counts' ELSE ' by the count of ' || COALESCE(c.label, e.channel) END AS counted,
        CAST(CAST(e.paid AS DECIMAL(18, 2)) AS VARCHAR) AS spent, CAST(CAST(e.cost_per_result AS DECIMAL(18, 2)) AS VARCHAR) AS cost,
        CAST(CAST(e.cost_per_result_low AS DECIMAL(18, 2)) AS VARCHAR) AS at_best,
        CAST(CAST(e.cost_per_result_high AS DECIMAL(18, 2)) AS VARCHAR) AS at_worst,
        CAST(CAST(e.target_cost AS DECIMAL(18, 2)) AS VARCHAR) AS goal, CAST(CAST(e.off_target_amount AS DECIMAL(18, 2)) AS VARCHAR) AS astray,
        e.off_target_people
    FROM ref('int_expense') AS e CROSS JOIN ref('seed_settings') AS s
    LEFT JOIN ref('seed_channel') AS c ON c.channel = e.channel
    LEFT JOIN ref('seed_noun') AS n ON n.metric = e.result_metric
),

brought AS (
    SELECT
        expense, test_id, part,
        CASE
            WHEN results = 0 THEN 'spent ' || spent || money || ' and brought no ' || many || counted
            ELSE 'brought ' || found || ' ' || CASE found WHEN '1' THEN one ELSE many END || counted || ' for ' || spent || money
                || CASE WHEN found = '1' THEN '' WHEN is_amount THEN ', ' || cost || ' for each' || money ELSE ', ' || cost || ' each' END
        END AS told
    FROM worded
)

SELECT
    e.as_of, w.window_start, w.window_end, e.expense, e.test_id, e.part, e.kind, e.channel, e.category, e.name, e.who, e.vendor,
    e.amount, e.result_metric, e.results, e.cost_per_result, e.cost_per_result_low, e.cost_per_result_high, e.target_cost, e.class,
    CASE
        WHEN e.part = 'off_target' THEN 'at least ' || e.astray || e.money || ' of its spend went to people outside the target audience: ' || e.off_target_people
        WHEN e.class = 'on_test' THEN 'spent on the days of the test ' || e.test_id || COALESCE('; ' || b.told, '')
        WHEN e.class = 'maintenance' THEN 'content and upkeep, within the plan'
        WHEN e.kind = 'cost' AND e.category = 'content' THEN 'content and upkeep, ' || e.plan_state || ' the plan'
        WHEN e.kind = 'cost' THEN e.category || ', ' || e.plan_state || ' the plan; no file tells what it brings'
        WHEN b.told IS NULL THEN 'what it brought is not known'
        WHEN e.class = 'proven' THEN b.told || '; with luck allowed for, ' || e.at_worst || ' at most: below the target of ' || e.goal
        WHEN e.class = 'wasted' THEN b.told || '; that is at least three times the target of ' || e.goal
        WHEN e.target_cost IS NULL THEN b.told || '; no target is set: give its plan line a target_cost'
        WHEN e.cost_per_result_low IS NULL THEN b.told || '; how much of that is luck cannot be told for amounts of money'
        WHEN e.results = 0 THEN b.told || '; less than three times the target of ' || e.goal || ': too little to tell'
        WHEN e.cost_per_result_low > e.target_cost THEN b.told || '; with luck allowed for, ' || e.at_best || ' at least: above the target of ' || e.goal
        ELSE b.told || '; with luck allowed for, anything from ' || e.at_best || COALESCE(' to ' || e.at_worst, ' up') || ', and the target is '
            || e.goal || ': too little to tell'
    END || CASE WHEN e.part = '' AND e.off_target_people IS NOT NULL THEN '; ' || e.astray || e.money || ' went to people outside the target audience, in a row of its own' ELSE '' END AS evidence,
    t.data_through
FROM worded AS e
INNER JOIN brought AS b ON b.expense = e.expense AND b.test_id = e.test_id AND b.part = e.part
INNER JOIN ref('seed_window') AS w ON w.window_name = '90d'
LEFT JOIN (
    SELECT channel, data_through FROM ref('int_channel_through')
    UNION ALL SELECT '' AS channel, MAX(data_through) AS data_through FROM ref('int_channel_through')
) AS t ON t.channel = COALESCE(e.channel, '')
