SELECT e.class, e.kind, e.name, e.channel, e.vendor, e.amount, e.results, e.cost_per_result, e.target_cost, e.evidence
FROM marts.expense_justification AS e
WHERE e.as_of = :as_of
ORDER BY e.class, e.amount DESC
