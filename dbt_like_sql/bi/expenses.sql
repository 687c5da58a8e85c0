/* ---
description: >
  Every expense of the last 90 days, whether it is justified and by what. The amounts add up to all money of
  those days. Made from expense_justification. Grain - expense, test_id, part.
grain: [expense, test_id, part]
owner: analytics
tags: [money]
materialization: view
columns: [
  as_of, window_start, window_end, expense: {type: text, description: key of the campaign or cost line}, test_id: {type: text, description: small test it belongs to; empty for none}, part: {type: text, description: "part of the expense, where it is in several classes"},
  expense_kind: {type: text, description: campaign or cost line}, expense_name: {type: text, description: what people call it}, channel, channel_label, category, who: {type: text, description: "in_house, freelancer, agency or self"},
  vendor: {type: text, description: who is paid}, currency: {type: text, description: "ISO 4217 code of all money of the row, the reporting currency"}, amount: {type: money, unit: reporting currency, additive: true, description: amount of the 90 days},
  result_metric, results: {type: ratio, unit: result_metric, description: results it brought; null when unknown}, cost_per_result, class: {type: text, description: "proven, on_test, maintenance, unproven or wasted"},
  class_label: {type: text, description: the class in words}, evidence: {type: text, description: "why, in words"}, data_through]
checks:
  - not_null: [as_of, expense, currency, class, class_label]
--- */
SELECT
    e.as_of, e.window_start, e.window_end, e.expense, e.test_id, e.part, e.kind AS expense_kind,
    COALESCE(NULLIF(e.name, ''), e.expense) AS expense_name, e.channel,
    CASE WHEN e.channel IS NULL THEN 'all channels' ELSE COALESCE(c.label, e.channel) END AS channel_label, e.category,
    e.who, e.vendor, s.reporting_currency AS currency, e.amount, e.result_metric, e.results, e.cost_per_result, e.class,
    CASE e.class
        WHEN 'proven' THEN 'brings results' WHEN 'on_test' THEN 'being tested' WHEN 'maintenance' THEN 'keeps things going'
        WHEN 'wasted' THEN 'wasted' ELSE 'not shown to be worth it'
    END AS class_label, e.evidence, e.data_through
FROM ref('expense_justification') AS e
CROSS JOIN ref('seed_settings') AS s
LEFT JOIN ref('channel') AS c ON c.channel = e.channel
