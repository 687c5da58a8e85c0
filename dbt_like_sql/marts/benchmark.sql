/* ---
description: >
  Published figures beside the channels they fit: the user's benchmarks.csv, else the shipped table. Of several the one
  for the channel before one for its network, for the objective before one for all, the newest. Context for the eye, never
  a target and no part of any decision. Grain - channel, objective, metric.
grain: [channel, objective, metric]
owner: analytics
tags: [effectiveness]
columns: [
  as_of, channel, objective, metric: {type: text, description: "ctr, cpc, cpm, cvr, cpa, roas or cost_per_result"},
  value: {type: ratio, unit: unit of the metric, description: "figure; money in the reporting currency, rates 0 to 1"},
  value_original: {type: decimal, unit: "unit of the metric, in currency", description: figure as published},
  currency: {description: currency it was published in; null for rates},
  industry: {type: text, description: industry it speaks of; null for all},
  origin: {type: text, description: "own (benchmarks.csv) or shipped"},
  source: {description: who published it}, year: {type: count, unit: year, description: year of publication},
  population: {type: text, description: of whom it speaks; null when not told},
  address: {type: text, description: where it can be read; null when not told}, data_through]
checks:
  - not_null: [channel, objective, metric, value, source, year]
  - accepted: {origin: [own, shipped]}
--- */
WITH pair AS (
    SELECT DISTINCT e.channel, e.objective, c.network
    FROM ref('int_effectiveness') AS e
    LEFT JOIN ref('seed_channel') AS c ON c.channel = e.channel
),

fitting AS (
    SELECT
        p.channel, p.objective, b.metric, b.value, b.value_original, b.currency, b.industry, b.origin, b.source, b.year,
        b.population, b.address,
        ROW_NUMBER() OVER (
            PARTITION BY p.channel, p.objective, b.metric
            ORDER BY b.origin, CASE WHEN b.channel IS NULL THEN 1 ELSE 0 END,
                CASE WHEN b.objective IS NULL THEN 1 ELSE 0 END, b.year DESC, b.benchmark_line
        ) AS place
    FROM pair AS p
    INNER JOIN ref('seed_benchmark') AS b
        ON (b.channel = p.channel OR (b.channel IS NULL AND b.network = p.network))
        AND (b.objective IS NULL OR b.objective = p.objective)
    WHERE b.value IS NOT NULL
)

SELECT
    s.as_of, f.channel, f.objective, f.metric, CAST(f.value AS DOUBLE) AS value, f.value_original, f.currency, f.industry, f.origin, f.source,
    f.year, f.population, f.address, t.data_through
FROM fitting AS f
CROSS JOIN ref('seed_settings') AS s
LEFT JOIN ref('int_channel_through') AS t ON t.channel = f.channel
WHERE f.place = 1
