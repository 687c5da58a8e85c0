/* ---
description: >
  Why the days of a run must come, in words: every reason, the strongest first, and for which days it holds where these
  are not all days of the run. Grain - network, account_id, report, period_start.
grain: [network, account_id, report, period_start]
owner: analytics
tags: [quality]
columns: [
  network, account_id, report: {type: text, description: kind of the report}, period_start: {description: first day to export},
  why: {type: text, description: "reasons with their days, such as 21–22 Nov: the file with these days was refused"}]
checks:
  - not_null: [network, account_id, report, period_start, why]
--- */
WITH day AS (
    SELECT
        d.network, d.account_id, d.report, r.period_start, r.missing_days + r.repeated_days AS run_days, d.weight, d.date,
        DATE_DIFF('day', DATE '2000-01-01', d.date)
        - ROW_NUMBER() OVER (PARTITION BY d.network, d.account_id, d.report, d.weight ORDER BY d.date) AS stretch
    FROM ref('int_fetch_day') AS d
    INNER JOIN ref('int_fetch_run') AS r
        ON r.network = d.network AND r.account_id = d.account_id AND r.report = d.report
        AND d.date >= r.period_start AND d.date <= r.period_end
),

stretch AS (
    SELECT
        network, account_id, report, period_start, run_days, weight, MIN(date) AS first_day, COUNT(*) AS days,
        CAST(MIN(date) AS VARCHAR) AS first_text, CAST(MAX(date) AS VARCHAR) AS last_text,
        ROW_NUMBER() OVER (PARTITION BY network, account_id, report, period_start, weight ORDER BY MIN(date)) AS place
    FROM day
    GROUP BY network, account_id, report, period_start, run_days, weight, stretch
),

said AS (
    SELECT
        network, account_id, report, period_start, run_days, weight, first_day, days, place,
        CASE WHEN first_text = last_text THEN ''
            ELSE CAST(CAST(SUBSTR(first_text, 9, 2) AS INTEGER) AS VARCHAR)
            || CASE WHEN SUBSTR(first_text, 1, 7) = SUBSTR(last_text, 1, 7) THEN '–'
                ELSE ' ' || SUBSTR('JanFebMarAprMayJunJulAugSepOctNovDec', 3 * CAST(SUBSTR(first_text, 6, 2) AS INTEGER) - 2, 3)
                || ' – ' END
        END || CAST(CAST(SUBSTR(last_text, 9, 2) AS INTEGER) AS VARCHAR) || ' '
        || SUBSTR('JanFebMarAprMayJunJulAugSepOctNovDec', 3 * CAST(SUBSTR(last_text, 6, 2) AS INTEGER) - 2, 3) AS span
    FROM stretch
),

reason AS (
    SELECT
        network, account_id, report, period_start, weight,
        CASE WHEN SUM(days) = run_days THEN ''
            ELSE STRING_AGG(CASE WHEN place <= 3 THEN span END, ', ' ORDER BY first_day)
            || CASE WHEN COUNT(*) > 3
                THEN ' and ' || CAST(SUM(CASE WHEN place > 3 THEN days END) AS VARCHAR) || ' more' ELSE '' END || ': '
        END AS at_days,
        CASE weight
            WHEN 1 THEN 'the file with these days was refused' WHEN 2 THEN 'too many rows of the file were held back'
            WHEN 3 THEN 'nothing of it ever came' WHEN 4 THEN 'known only as the sum of a period'
            WHEN 5 THEN 'no export covers them' WHEN 6 THEN 'late, no export covers them'
            WHEN 7 THEN 'the usual time for the next export has come' WHEN 8 THEN 'known only as the sum of a breakdown'
            WHEN 9 THEN 'known only by names, which can change' ELSE 'exported before late results had come in'
        END AS words
    FROM said
    GROUP BY network, account_id, report, period_start, run_days, weight
)

SELECT network, account_id, report, period_start, STRING_AGG(at_days || words, '; ' ORDER BY weight) AS why
FROM reason
GROUP BY network, account_id, report, period_start
