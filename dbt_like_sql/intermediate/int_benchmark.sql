/* ---
description: Published figures of marts.benchmark side by side. Grain - channel, objective.
grain: [channel, objective]
owner: analytics
tags: [effectiveness]
materialization: view
columns: [
  channel, objective, cost_per_result: {description: published cost per result}, cpa: {description: published cpa},
  ctr: {description: published ctr}, cpc: {description: published cpc}, cpm: {description: published cpm},
  cvr: {description: published cvr}, sources: {type: text, description: who published them and when}]
checks:
  - not_null: [channel, objective]
--- */
SELECT
    channel, objective, MAX(CASE WHEN metric = 'cost_per_result' THEN value END) AS cost_per_result,
    MAX(CASE WHEN metric = 'cpa' THEN value END) AS cpa, MAX(CASE WHEN metric = 'ctr' THEN value END) AS ctr,
    MAX(CASE WHEN metric = 'cpc' THEN value END) AS cpc, MAX(CASE WHEN metric = 'cpm' THEN value END) AS cpm,
    MAX(CASE WHEN metric = 'cvr' THEN value END) AS cvr,
    STRING_AGG(
        DISTINCT told, '; ' ORDER BY told) AS sources
FROM (SELECT b.*, b.source || ', ' || CAST(b.year AS VARCHAR) || COALESCE(' (' || b.population || ')', '') AS told FROM ref('benchmark') AS b) AS b
GROUP BY channel, objective
