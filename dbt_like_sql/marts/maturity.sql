/* ---
description: >
  How much of a metric is usually known by age, for the networks and sources of the project, with how it is known.
  Metrics without rows are final the day after. Grain - network, metric, age_days.
grain: [network, metric, age_days]
owner: analytics
tags: [coverage]
columns: [
  network, metric: {type: text, description: canonical name of the metric}, age_days, completeness,
  low: {type: ratio, unit: ratio, description: lower end of the 80 % interval of completeness},
  high: {type: ratio, unit: ratio, description: upper end of the 80 % interval of completeness},
  is_final: {type: flag, description: "whether the metric counts as final at that age: 95 % are known"},
  basis: {type: text, description: default (what the network documents) or learned from own restatements},
  days_learned: {type: count, unit: days, description: account-days seen in at least two exports},
  exports_learned: {type: count, unit: exports, description: exports of accounts they were seen in},
  data_through: {description: last day covered of any account of the network; null when none is}]
checks:
  - not_null: [network, metric, age_days, completeness, basis]
  - accepted: {basis: [default, learned]}
  - expression: low <= completeness AND completeness <= high
--- */
SELECT
    k.network, k.metric, k.age_days, k.completeness, k.low, k.high, k.completeness >= 0.95 AS is_final, k.basis,
    k.days_learned, k.exports_learned, a.data_through
FROM ref('seed_maturity') AS k
INNER JOIN (
    SELECT s.network, MAX(t.data_through) AS data_through
    FROM ref('seed_account') AS s
    LEFT JOIN ref('int_account_through') AS t ON t.network = s.network AND t.account_id = s.account_id
    GROUP BY s.network
) AS a ON a.network = k.network
