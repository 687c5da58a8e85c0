/* ---
description: >
  The parts of every campaign's latest name by the naming rule of smm.yaml, to group by; empty without a rule. Parts that
  break the rule are in naming_violation instead. Grain - network, account_id, campaign_key, part.
grain: [network, account_id, campaign_key, part]
owner: analytics
tags: [channels]
columns: [
  network, account_id, campaign_key, campaign_name: {type: text, description: latest name of the campaign},
  part: {type: text, description: name of the part in the rule},
  value: {type: text, description: "what the name says, in the spelling of the listed values"},
  data_through: {description: last day of the account that is covered}]
checks:
  - not_null: [network, account_id, campaign_key, part, value]
--- */
SELECT p.network, p.account_id, p.campaign_key, n.campaign_name, p.part, p.value, t.data_through
FROM ref('seed_campaign_name_part') AS p
INNER JOIN ref('seed_campaign_name') AS n
    ON n.network = p.network AND n.account_id = p.account_id AND n.campaign_key = p.campaign_key
LEFT JOIN ref('int_account_through') AS t ON t.network = p.network AND t.account_id = p.account_id
