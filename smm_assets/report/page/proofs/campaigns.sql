SELECT channel, campaign_name, campaign_key, budget_from, budget_to, verdict, status, reason
FROM marts.campaign_action
WHERE as_of = :as_of
ORDER BY budget_from DESC, channel, network, account_id, campaign_key
