/* ---
description: >
  Every unit of money of the last 90 days as a campaign or a line of the costs file, with its class: on_test when declared in
  tests.csv; proven when even the upper end of the cost of a result lies under its target; wasted when at least three targets were
  spent without a result; maintenance when content is within its plan; else unproven. Grain - expense, test_id, part.
grain: [expense, test_id, part]
owner: analytics
tags: [effectiveness]
columns: [
  expense: {type: text, description: "campaign with network, account and key (and channel where it lies in several), or cost with the line of the costs file"},
  test_id: {type: text, description: declared test the days belong to; empty when none},
  part: {type: text, description: off_target for what went to people outside the target audience; empty for the rest},
  kind: {type: text, description: campaign or cost}, channel: {description: channel; null when shared}, category,
  name: {type: text, description: latest name of the campaign, or what the cost is for}, who: {type: text, description: "in_house, freelancer, agency or self"},
  vendor: {type: text, description: who is paid}, amount, result_metric, results: {type: ratio, description: results of a campaign; null when unknown},
  is_shared: {type: flag, description: whether an own source's results of the channel are shared between its campaigns},
  paid: {type: ratio, unit: reporting currency, description: spend of the days with known results}, off_target_people: {type: text, description: who these were},
  off_target_amount: {type: money, description: spent on people outside the target audience}, off_target_share: {type: ratio, description: of all it spent},
  cost_per_result, cost_per_result_low, cost_per_result_high, target_cost: {type: ratio, unit: reporting currency per result, description: target cost of a result},
  plan_state: {type: text, description: "of costs: within, above or not in (the plan); null for campaigns"},
  class: {type: text, description: "proven, on_test, maintenance, unproven or wasted"}]
checks:
  - not_null: [expense, test_id, part, kind, category, amount, class]
  - accepted: {class: [proven, on_test, maintenance, unproven, wasted], kind: [campaign, cost]}
--- */
WITH test AS (
    SELECT t.channel, c.date, MIN(t.test_id) AS test_id FROM ref('seed_test') AS t
    INNER JOIN ref('seed_calendar') AS c ON c.date >= t.date_from AND c.date <= t.date_to
    GROUP BY t.channel, c.date
),

cost AS (
    SELECT
        k.cost_line, COALESCE(t.test_id, '') AS test_id, MAX(k.channel) AS channel, MAX(k.category) AS category,
        MAX(k.item) AS item, SUM(k.amount) AS amount,
        CASE MIN(CASE WHEN m.plan_line IS NULL THEN 0 WHEN b.status IN ('over', 'no_budget') THEN 1 ELSE 2 END)
            WHEN 0 THEN 'not in' WHEN 1 THEN 'above' ELSE 'within' END AS plan_state
    FROM ref('int_cost_day') AS k INNER JOIN ref('seed_window') AS w ON w.window_name = '90d' AND k.date >= w.window_start AND k.date <= w.window_end
    LEFT JOIN ref('int_budget_match') AS m
        ON m.kind = 'cost' AND m.channel = COALESCE(k.channel, '') AND m.category = k.category
        AND m.item = COALESCE(k.item, '') AND m.first_day = k.date AND m.last_day = k.date
    LEFT JOIN ref('budget_adherence') AS b ON b.period_start = m.period_start AND b.period_end = m.period_end
        AND COALESCE(b.channel, '') = m.plan_channel AND b.category = m.category
    LEFT JOIN test AS t ON t.channel = k.channel AND t.date = k.date AND k.category = 'promotion'
    GROUP BY k.cost_line, COALESCE(t.test_id, '')
)

SELECT
    'campaign ' || r.network || ' ' || r.account_id || ' ' || r.campaign_key || CASE WHEN MIN(r.channel) OVER one <> MAX(r.channel) OVER one
        THEN ' in ' || r.channel ELSE '' END AS expense, r.test_id, h.part, 'campaign' AS kind,
    r.channel, 'promotion' AS category, COALESCE(n.campaign_name, r.campaign_name) AS name, CAST(NULL AS VARCHAR) AS who,
    CAST(NULL AS VARCHAR) AS vendor, CASE h.part WHEN '' THEN r.amount - r.off_target_amount ELSE r.off_target_amount END AS amount,
    r.result_metric, CASE h.part WHEN '' THEN r.results END AS results, r.is_shared, CASE h.part WHEN '' THEN r.paid END AS paid, r.off_target_people, r.off_target_amount,
    CAST(r.off_target_amount AS DOUBLE) / NULLIF(r.amount, 0) AS off_target_share, CASE h.part WHEN '' THEN r.cost_per_result END AS cost_per_result,
    CASE h.part WHEN '' THEN r.cost_per_result_low END AS cost_per_result_low, CASE h.part WHEN '' THEN r.cost_per_result_high END AS cost_per_result_high, r.target_cost, CAST(NULL AS VARCHAR) AS plan_state,
    CASE
        WHEN h.part = 'off_target' THEN 'wasted'
        WHEN r.test_id <> '' THEN 'on_test'
        WHEN r.cost_per_result_high < r.target_cost THEN 'proven'
        WHEN r.results = 0 AND r.paid >= 3 * r.target_cost THEN 'wasted'
        ELSE 'unproven'
    END AS class
FROM ref('int_campaign_result') AS r
INNER JOIN (SELECT '' AS part UNION ALL SELECT 'off_target' AS part) AS h
    ON (h.part = '' AND (r.off_target_amount = 0 OR r.amount <> r.off_target_amount)) OR (h.part = 'off_target' AND r.off_target_amount > 0)
LEFT JOIN ref('seed_campaign_name') AS n
    ON n.network = r.network AND n.account_id = r.account_id AND n.campaign_key = r.campaign_key
WINDOW one AS (PARTITION BY r.network, r.account_id, r.campaign_key)
UNION ALL
SELECT
    'cost ' || CAST(k.cost_line AS VARCHAR) AS expense, k.test_id, '' AS part, 'cost' AS kind, k.channel, k.category, k.item AS name,
    c.who, c.vendor, k.amount, CAST(NULL AS VARCHAR) AS result_metric, CAST(NULL AS DOUBLE) AS results,
    CAST(NULL AS BOOLEAN) AS is_shared, CAST(NULL AS DOUBLE) AS paid, CAST(NULL AS VARCHAR) AS off_target_people, CAST(NULL AS DECIMAL(18, 6)) AS off_target_amount,
    CAST(NULL AS DOUBLE) AS off_target_share, CAST(NULL AS DOUBLE) AS cost_per_result,
    CAST(NULL AS DOUBLE) AS cost_per_result_low, CAST(NULL AS DOUBLE) AS cost_per_result_high,
    CAST(NULL AS DOUBLE) AS target_cost, k.plan_state,
    CASE WHEN k.test_id <> '' THEN 'on_test' WHEN k.category = 'content' AND k.plan_state = 'within' THEN 'maintenance' ELSE 'unproven' END AS class
FROM cost AS k
INNER JOIN ref('seed_cost') AS c ON c.cost_line = k.cost_line
