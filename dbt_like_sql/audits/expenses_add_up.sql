/* ---
description: the expenses that are justified or not are all the money of the last 90 days, to the cent and beyond
owner: analytics
severity: error
--- */
WITH spent AS (
    SELECT SUM(m.amount) AS amount
    FROM ref('int_money_item') AS m
    INNER JOIN ref('seed_window') AS w
        ON w.window_name = '90d' AND m.first_day >= w.window_start AND m.last_day <= w.window_end
),

justified AS (SELECT SUM(amount) AS amount FROM ref('expense_justification'))

SELECT s.amount AS spent, j.amount AS justified
FROM spent AS s
CROSS JOIN justified AS j
WHERE COALESCE(s.amount, 0) <> COALESCE(j.amount, 0)
