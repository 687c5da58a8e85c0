/* ---
question: "Who is paid what, and what comes of it?"
reading: >
  Last 90 days. Several providers of a channel share its results, so results do not add up over rows.
columns:
  who: "in-house, freelancer, agency or self"
  vendor: "who"
  cost: "what they cost"
  posts: "posts of their channels"
  posts_planned: "posts planned"
  cost_per_post: "cost of a post"
  results: "results of their channels"
  cost_per_result: "their cost per result"
--- */
SELECT who, vendor, cost, posts, posts_planned, cost_per_post, results, cost_per_result
FROM marts.provider_scorecard
ORDER BY cost DESC, vendor
