/* ---
description: >
  The exports that are due or must be repeated: runs of days that follow each other, so that one export brings what is
  missing and repeats the days that were exported too soon. The line goes once such an export is loaded. Grain - network,
  account, report, period_start.
grain: [network, account_id, report, period_start]
owner: analytics
tags: [quality]
columns: [
  priority: {type: count, unit: place, description: "1 first: what holds advice, then pacing, then by money_at_stake"},
  network, account_id, account_name: {type: text, description: account or page name as exported}, report: {type: text, description: "kind of the report: ads, outcome, organic_metric, organic_post …"},
  report_name: {type: text, description: network's report that was used last; null when none was}, period_start: {description: first day to export},
  period_end: {description: "last day to export, inclusive"}, level: {type: text, description: finest entity the export should name},
  breakdown: {type: text, description: "day where the export must have a row for each day; null for posts, audiences and the like"},
  reason: {type: text, description: "strongest reason: file_refused, rows_held_back, never_delivered, period_without_days, gap, stale, due, breakdown_only, names_without_ids or immature"},
  why: {type: text, description: "reasons in words, the strongest first, each with the days it holds for where these are not all"}, settings: {type: text, description: what to choose in the network's own pages},
  missing_days: {type: count, unit: days, description: days of the period no export covers}, repeated_days: {type: count, unit: days, description: days that are exported again},
  spend_per_day: {type: money, unit: reporting currency, description: ad spend a day that hangs on it; null where none does},
  money_at_stake: {type: money, unit: reporting currency, description: "spend_per_day times the days, settled parts of repeated days left out"},
  unlocks: {type: text, description: "what waits for it; null when nothing does"},
  due_since: {type: day, description: first morning it was due}, data_through: {description: last day known of the account's report; null when none is}]
checks:
  - not_null: [priority, network, account_id, report, period_start, period_end, reason, why, settings, due_since]
  - expression: period_start <= period_end
  - expression: missing_days + repeated_days >= 1
--- */
WITH line AS (
    SELECT
        r.network, r.account_id, COALESCE(c.account_name, r.account_id) AS account_name, r.report, t.report_name,
        r.period_start, r.period_end, t.level, t.is_daily, t.last_day, r.weight, r.missing_days, r.repeated_days,
        y.why, r.due_since, k.spend_per_day,
        CAST(CAST(k.spend_per_day AS DOUBLE) * r.days_at_stake AS DECIMAL(18, 6)) AS money_at_stake,
        CASE WHEN r.last_missing >= COALESCE(t.last_day, r.last_missing) THEN k.held END AS held,
        CASE WHEN r.last_missing >= COALESCE(t.last_day, r.last_missing) THEN k.paced END AS paced,
        COALESCE(a.title || ': ' || a.day_advice, COALESCE(n.label, r.network) || ': an export with a row for each day')
        || CASE WHEN r.nameless_days > 0 THEN '. ' || a.ids_advice ELSE '' END AS settings
    FROM ref('int_fetch_run') AS r
    INNER JOIN ref('int_fetch_account') AS t
        ON t.network = r.network AND t.account_id = r.account_id AND t.report = r.report
    INNER JOIN ref('int_fetch_stake') AS k
        ON k.network = r.network AND k.account_id = r.account_id AND k.report = r.report
    INNER JOIN ref('int_fetch_why') AS y
        ON y.network = r.network AND y.account_id = r.account_id AND y.report = r.report
        AND y.period_start = r.period_start
    LEFT JOIN ref('seed_network') AS n ON n.network = r.network
    LEFT JOIN ref('seed_account') AS c ON c.network = r.network AND c.account_id = r.account_id
    LEFT JOIN ref('seed_export_advice') AS a
        ON a.network = r.network
        AND (a.report_name = t.report_name OR (t.report_name IS NULL AND a.report = r.report AND a.is_first))
)

SELECT
    ROW_NUMBER() OVER (
        ORDER BY
            CASE WHEN held IS NOT NULL THEN 0 ELSE 1 END, CASE WHEN paced IS NOT NULL THEN 0 ELSE 1 END,
            COALESCE(money_at_stake, 0) DESC, weight, network, account_id, report, period_start
    ) AS priority,
    network, account_id, account_name, report, report_name, period_start, period_end, level,
    CASE WHEN is_daily THEN 'day' END AS breakdown,
    CASE weight
        WHEN 1 THEN 'file_refused' WHEN 2 THEN 'rows_held_back' WHEN 3 THEN 'never_delivered'
        WHEN 4 THEN 'period_without_days' WHEN 5 THEN 'gap' WHEN 6 THEN 'stale' WHEN 7 THEN 'due'
        WHEN 8 THEN 'breakdown_only' WHEN 9 THEN 'names_without_ids' ELSE 'immature'
    END AS reason,
    why, settings, missing_days, repeated_days, spend_per_day, money_at_stake,
    CASE WHEN held IS NOT NULL THEN 'the advice for ' || held WHEN paced IS NOT NULL THEN 'the pacing of ' || paced END
        AS unlocks,
    due_since, last_day AS data_through
FROM line
