/* ---
description: >
  Published shares of social media in marketing budgets, with the date of each survey - context beside blended, never a
  target. Grain - survey, surveyed.
grain: [survey, surveyed]
owner: analytics
tags: [money]
materialization: view
columns: [
  survey: {type: text, description: name of the survey}, surveyed: {type: text, description: "year, or year and month, of the survey"},
  social_share: {type: ratio, unit: ratio 0 to 1, description: mean share of social media in the marketing budgets of those asked},
  source_of_this: {type: text, description: where the figure comes from}]
checks:
  - not_null: [survey, surveyed, social_share, source_of_this]
  - expression: social_share > 0 AND social_share < 1
--- */
SELECT survey, surveyed, social_share, source AS source_of_this
FROM ref('seed_marketing_survey')
