/* ---
description: >
  Small tests of channels side by side, as of this morning - what was spent and counted on the days of the test on which
  both are known, and what the referee makes of it (smm_assets/effectiveness/referee). Verdicts hold on whatever morning
  one looks: where channels do not differ, a wrong one is picked in at most one test of ten. Below grade B there is no
  verdict. Grain - as_of, test_id, channel.
grain: [as_of, test_id, channel]
owner: analytics
tags: [decision]
columns: [
  as_of, test_id: {type: text, description: id of the test in tests.csv}, channel,
  date_from: {type: day, description: first day of the test}, date_to: {type: day, description: "last day of the test, inclusive"},
  test_budget: {type: money, unit: reporting currency, description: budget of all its channels together; null when none was declared},
  result_metric, result_source, comparability,
  days_known: {type: count, unit: days, description: days of the test with known spend and results},
  spend: {type: money, unit: reporting currency, description: media spend of these days; null when there are none},
  results: {type: decimal, unit: result_metric, description: results of these days so far},
  results_completeness,
  rate: {type: ratio, unit: results per unit of reporting currency, description: "results to be expected per unit of money: the results so far and one result at prior_rate / the money that has had its say (spend times results_completeness) and the money of that one"},
  rate_low: {type: ratio, unit: results per unit of reporting currency, description: lower end of the 90 % interval of rate},
  rate_high: {type: ratio, unit: results per unit of reporting currency, description: upper end of the 90 % interval of rate},
  probability_best: {type: ratio, unit: ratio 0 to 1, description: probability that no other channel of the test brings more for the money; null while fewer than two are known},
  expected_loss: {type: money, unit: reporting currency, description: "how much of the test's money (test_budget, else spend of all its channels) putting all of it here would likely give away against the best channel"},
  spend_needed: {type: money, unit: reporting currency, description: "about how much more money here, and as much on the others, until a verdict is 80 % likely if the rates are as they look; 0 once it is there; null when more than 100 times the test's money would not do, or nothing can be said"},
  verdict: {type: text, description: "pick, drop or cannot_tell_yet"}, reason: {type: text, description: why, in words},
  prior_rate: {type: ratio, unit: results per unit of reporting currency, description: rate all channels of the test start from},
  prior_basis: {type: text, description: "where prior_rate is from: history (these channels in the 90 days before), benchmark (tests.csv) or test (all its channels together)"},
  data_through]
checks:
  - not_null: [as_of, test_id, channel, result_metric, comparability, verdict]
  - accepted: {verdict: [pick, drop, cannot_tell_yet]}
  - expression: rate_low <= rate AND rate <= rate_high
  - expression: probability_best >= 0 AND probability_best <= 1.000001 AND expected_loss >= 0 AND spend_needed >= 0
--- */
WITH known AS (
    SELECT
        test_id, channel, COUNT(*) AS days_known, SUM(spend) AS spend, SUM(result) AS results,
        CAST(SUM(CAST(CAST(spend AS DOUBLE) * completeness AS DECIMAL(38, 10))) AS DOUBLE) AS settled_spend
    FROM ref('int_test_day')
    WHERE is_test AND spend IS NOT NULL AND result IS NOT NULL
    GROUP BY test_id, channel
)

SELECT
    s.as_of, t.test_id, t.channel, t.date_from, t.date_to, t.test_budget, m.result_metric, m.result_source,
    m.comparability, COALESCE(k.days_known, 0) AS days_known, k.spend, k.results,
    k.settled_spend / NULLIF(CAST(k.spend AS DOUBLE), 0) AS results_completeness, v.rate, v.rate_low, v.rate_high,
    v.probability_best, v.expected_loss, v.spend_needed, COALESCE(v.verdict, 'cannot_tell_yet') AS verdict, v.reason,
    v.prior_rate, v.prior_basis, c.data_through
FROM ref('seed_test') AS t
CROSS JOIN ref('seed_settings') AS s
INNER JOIN ref('int_test_measure') AS m ON m.test_id = t.test_id
LEFT JOIN known AS k ON k.test_id = t.test_id AND k.channel = t.channel
LEFT JOIN source('state', 'test_verdict') AS v
    ON v.as_of = s.as_of AND v.test_id = t.test_id AND v.channel = t.channel
LEFT JOIN ref('int_channel_through') AS c ON c.channel = t.channel
