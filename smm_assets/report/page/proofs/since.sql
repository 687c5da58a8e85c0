WITH former AS (
  SELECT max(as_of) AS as_of, max(published_at) AS published_at
  FROM ops.run
  WHERE published_at IS NOT NULL
    AND as_of = (SELECT max(r.as_of) FROM ops.run AS r WHERE r.as_of < :as_of AND r.published_at IS NOT NULL)
)
SELECT m.topic AS what, m.channel, m.name, m.status AS before, n.status AS now,
  m.data_through AS through_before, n.data_through AS through_now
FROM former AS f
INNER JOIN state.morning_status AS m ON m.as_of = f.as_of
INNER JOIN state.morning_status AS n
  ON n.as_of = :as_of AND n.topic = m.topic AND n.channel = m.channel AND n.name = m.name
WHERE coalesce(m.status, '') <> coalesce(n.status, '') OR m.data_through <> n.data_through
UNION ALL
SELECT 'restated', c.network, concat(c.metric, ' ', c.date), cast(sum(c.old) AS VARCHAR), cast(sum(c.new) AS VARCHAR),
  c.date, c.date
FROM former AS f
INNER JOIN marts.number_change AS c ON c.loaded_at > f.published_at
WHERE NOT c.is_new_row AND c.old IS NOT NULL AND c.new IS NOT NULL
GROUP BY c.network, c.metric, c.date
HAVING sum(c.old) <> sum(c.new)
UNION ALL
SELECT 'files', a.outcome, '', '', cast(count(*) AS VARCHAR), NULL, NULL
FROM former AS f
INNER JOIN ops.arrival AS a ON a.seen_at > f.published_at
GROUP BY a.outcome
