SELECT c.network, c.account_id, c.date, c.status, c.rows, c.files, c.reason
FROM marts.data_coverage AS c
WHERE c.date >= :as_of - INTERVAL '28' DAY AND c.date < :as_of
ORDER BY c.network, c.account_id, c.date
