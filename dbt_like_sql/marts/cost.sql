/* ---
description: What no network reports, as the costs file says, in the reporting currency. Grain - cost line.
grain: [cost_line]
owner: analytics
tags: [money]
columns: [
  cost_line: {type: count, unit: line, description: line of the costs file}, date: {description: day of the cost; null for a period},
  period_start: {type: day, description: first day it is for}, period_end: {type: day, description: last day it is for}, category, item,
  channel: {description: channel; null when shared},
  kind: {type: text, description: "media, people, production, tool or fee"},
  who: {type: text, description: "in_house, freelancer, agency or self"}, vendor: {type: text, description: who is paid},
  hours: {type: decimal, unit: hours, description: hours worked}, rate: {type: money, unit: currency, description: price of an hour},
  amount, amount_original, currency: {type: text, description: ISO 4217 code as written}]
checks:
  - not_null: [cost_line, period_start, period_end, category, amount]
  - expression: period_start <= period_end
--- */
SELECT
    cost_line, date, period_start, period_end, category, item, channel, kind, who, vendor, hours, rate, amount,
    amount_original, currency
FROM ref('seed_cost')
