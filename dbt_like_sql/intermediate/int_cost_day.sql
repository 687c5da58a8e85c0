/* ---
description: >
  Cost lines by the days they are for, past and coming: a line for a period accrues evenly, rounded so that its days add
  up to the line exactly. Grain - cost_line, date.
grain: [cost_line, date]
owner: analytics
tags: [money]
columns: [
  cost_line: {type: count, description: line of the costs file}, date: {description: day the share is for}, category,
  item, channel: {description: channel; null when shared}, amount]
checks:
  - not_null: [cost_line, date, category, amount]
--- */
WITH numbered AS (
    SELECT
        c.cost_line, d.date, c.category, c.item, c.channel, CAST(c.amount AS DOUBLE) AS amount,
        DATE_DIFF('day', c.period_start, d.date) AS day_number,
        DATE_DIFF('day', c.period_start, c.period_end) + 1 AS days
    FROM ref('seed_cost') AS c
    INNER JOIN ref('seed_calendar') AS d ON d.date >= c.period_start AND d.date <= c.period_end
)

SELECT
    cost_line, date, category, item, channel,
    CAST(amount * (day_number + 1) / days AS DECIMAL(18, 6)) - CAST(amount * day_number / days AS DECIMAL(18, 6))
        AS amount
FROM numbered
