/* ---
description: >
  Metrics networks stopped reporting. From that day on their values are null, whatever an export shows, so that a drop
  to nothing is not taken for zero. Grain - network, raw_table, metric, publisher.
grain: [network, raw_table, metric, publisher]
owner: analytics
tags: [quality]
columns: [
  network, raw_table: {type: text, description: raw table the metric is kept in},
  metric: {type: text, description: column of the table or metric of raw.account_metric}, publisher: {type: text, description: "publisher it ended for; null for all of the network"},
  since: {type: day, description: first day without it},
  why: {type: text, description: "what people should know, such as what replaced it"},
  source_of_this: {type: text, description: where that is said}]
checks:
  - not_null: [network, raw_table, metric, since]
--- */
SELECT network, raw_table, metric, publisher, since, why, source AS source_of_this
FROM ref('seed_retired_metric')
