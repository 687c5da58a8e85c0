-- A store of schema version 1 as the software of that version made it: tables and the record of its migration.
-- Kept as it was; never made again from the code, which knows later shapes only.
CREATE SCHEMA "raw";
CREATE SCHEMA "staging";
CREATE SCHEMA "intermediate";
CREATE SCHEMA "marts";
CREATE SCHEMA "ops";
CREATE SCHEMA "state";
CREATE TABLE "raw"."ad_delivery" ("file_id" VARCHAR NOT NULL, "part" VARCHAR NOT NULL, "row_number" BIGINT NOT NULL,
"exported_at" TIMESTAMP NOT NULL, "exported_at_basis" VARCHAR NOT NULL, "loaded_at" TIMESTAMP NOT NULL, "retracted_at"
TIMESTAMP, "row_key" VARCHAR NOT NULL, "network" VARCHAR NOT NULL, "report" VARCHAR NOT NULL, "account_id" VARCHAR NOT
NULL, "grain" VARCHAR NOT NULL, "period_start" DATE NOT NULL, "period_end" DATE NOT NULL, "level" VARCHAR NOT NULL,
"campaign_key" VARCHAR NOT NULL, "ad_group_key" VARCHAR NOT NULL, "ad_key" VARCHAR NOT NULL, "key_quality" VARCHAR NOT
NULL, "shape" VARCHAR NOT NULL, "shape_rank" BIGINT NOT NULL, "breakdown_set" VARCHAR NOT NULL, "account_name"
VARCHAR, "campaign_id" VARCHAR, "campaign_name" VARCHAR, "campaign_type" VARCHAR, "ad_group_id" VARCHAR,
"ad_group_name" VARCHAR, "ad_id" VARCHAR, "ad_name" VARCHAR, "objective_exported" VARCHAR, "campaign_budget" VARCHAR,
"ad_group_budget" VARCHAR, "budget_level" VARCHAR, "budget_original" DECIMAL(18,6), "budget_type" VARCHAR,
"campaign_status" VARCHAR, "ad_group_status" VARCHAR, "publisher" VARCHAR, "attribution_setting" VARCHAR,
"result_type" VARCHAR, "conversion_definition" VARCHAR, "video_view_definition" VARCHAR, "age" VARCHAR, "gender"
VARCHAR, "country" VARCHAR, "region" VARCHAR, "placement" VARCHAR, "device" VARCHAR, "segment" VARCHAR, "hour"
VARCHAR, "keyword" VARCHAR, "match_type" VARCHAR, "search_term" VARCHAR, "asset" VARCHAR, "asset_type" VARCHAR,
"conversion_action" VARCHAR, "is_partition" BOOLEAN, "currency" VARCHAR, "spend_original" DECIMAL(18,6), "impressions"
BIGINT, "clicks" BIGINT, "link_clicks" BIGINT, "landing_page_views" BIGINT, "conversions" DECIMAL(18,6),
"conversion_value_original" DECIMAL(18,6), "leads" DECIMAL(18,6), "video_views" BIGINT, "engagements" BIGINT,
"results" DECIMAL(18,6), "likes" BIGINT, "comments" BIGINT, "shares" BIGINT, "saves" BIGINT, "follows" BIGINT, "reach"
BIGINT);
CREATE TABLE "raw"."account_metric" ("file_id" VARCHAR NOT NULL, "part" VARCHAR NOT NULL, "row_number" BIGINT NOT
NULL, "exported_at" TIMESTAMP NOT NULL, "exported_at_basis" VARCHAR NOT NULL, "loaded_at" TIMESTAMP NOT NULL,
"retracted_at" TIMESTAMP, "row_key" VARCHAR NOT NULL, "network" VARCHAR NOT NULL, "report" VARCHAR NOT NULL,
"account_id" VARCHAR NOT NULL, "grain" VARCHAR NOT NULL, "period_start" DATE NOT NULL, "period_end" DATE NOT NULL,
"metric" VARCHAR NOT NULL, "account_name" VARCHAR, "publisher" VARCHAR, "unit" VARCHAR, "is_additive" BOOLEAN, "value"
DECIMAL(18,6));
CREATE TABLE "raw"."post" ("file_id" VARCHAR NOT NULL, "part" VARCHAR NOT NULL, "row_number" BIGINT NOT NULL,
"exported_at" TIMESTAMP NOT NULL, "exported_at_basis" VARCHAR NOT NULL, "loaded_at" TIMESTAMP NOT NULL, "retracted_at"
TIMESTAMP, "row_key" VARCHAR NOT NULL, "network" VARCHAR NOT NULL, "report" VARCHAR NOT NULL, "account_id" VARCHAR NOT
NULL, "grain" VARCHAR NOT NULL, "period_start" DATE NOT NULL, "period_end" DATE NOT NULL, "scope" VARCHAR NOT NULL,
"post_id" VARCHAR, "subject" VARCHAR, "account_name" VARCHAR, "publisher" VARCHAR, "permalink" VARCHAR, "published_at"
TIMESTAMP, "published_in_utc" BOOLEAN, "published_on" DATE, "format" VARCHAR, "title" VARCHAR, "text_excerpt" VARCHAR,
"duration_seconds" DECIMAL(18,6), "is_boosted" BOOLEAN, "video_view_definition" VARCHAR, "currency" VARCHAR,
"impressions" BIGINT, "views" BIGINT, "clicks" BIGINT, "link_clicks" BIGINT, "likes" BIGINT, "comments" BIGINT,
"shares" BIGINT, "reposts" BIGINT, "saves" BIGINT, "follows" BIGINT, "engagements" BIGINT, "video_views" BIGINT,
"watch_seconds" DECIMAL(18,6), "profile_visits" BIGINT, "negative_feedback" BIGINT, "earnings_original" DECIMAL(18,6),
"reach" BIGINT, "average_watch_seconds" DECIMAL(18,6));
CREATE TABLE "raw"."audience" ("file_id" VARCHAR NOT NULL, "part" VARCHAR NOT NULL, "row_number" BIGINT NOT NULL,
"exported_at" TIMESTAMP NOT NULL, "exported_at_basis" VARCHAR NOT NULL, "loaded_at" TIMESTAMP NOT NULL, "retracted_at"
TIMESTAMP, "row_key" VARCHAR NOT NULL, "network" VARCHAR NOT NULL, "report" VARCHAR NOT NULL, "account_id" VARCHAR NOT
NULL, "grain" VARCHAR NOT NULL, "period_start" DATE NOT NULL, "period_end" DATE NOT NULL, "audience" VARCHAR NOT NULL,
"dimension" VARCHAR NOT NULL, "bucket" VARCHAR NOT NULL, "gender" VARCHAR, "account_name" VARCHAR, "publisher"
VARCHAR, "views" BIGINT, "watch_seconds" DECIMAL(18,6), "share" DECIMAL(18,6), "people" BIGINT,
"average_watch_seconds" DECIMAL(18,6));
CREATE TABLE "raw"."competitor" ("file_id" VARCHAR NOT NULL, "part" VARCHAR NOT NULL, "row_number" BIGINT NOT NULL,
"exported_at" TIMESTAMP NOT NULL, "exported_at_basis" VARCHAR NOT NULL, "loaded_at" TIMESTAMP NOT NULL, "retracted_at"
TIMESTAMP, "row_key" VARCHAR NOT NULL, "network" VARCHAR NOT NULL, "report" VARCHAR NOT NULL, "account_id" VARCHAR NOT
NULL, "grain" VARCHAR NOT NULL, "period_start" DATE NOT NULL, "period_end" DATE NOT NULL, "page" VARCHAR NOT NULL,
"account_name" VARCHAR, "new_followers" BIGINT, "engagements" BIGINT, "posts" BIGINT, "followers" BIGINT);
CREATE TABLE "raw"."outcome" ("file_id" VARCHAR NOT NULL, "part" VARCHAR NOT NULL, "row_number" BIGINT NOT NULL,
"exported_at" TIMESTAMP NOT NULL, "exported_at_basis" VARCHAR NOT NULL, "loaded_at" TIMESTAMP NOT NULL, "retracted_at"
TIMESTAMP, "row_key" VARCHAR NOT NULL, "network" VARCHAR NOT NULL, "report" VARCHAR NOT NULL, "account_id" VARCHAR NOT
NULL, "grain" VARCHAR NOT NULL, "period_start" DATE NOT NULL, "period_end" DATE NOT NULL, "shape" VARCHAR NOT NULL,
"shape_rank" BIGINT NOT NULL, "order_id" VARCHAR, "traffic_source" VARCHAR, "traffic_medium" VARCHAR, "channel_group"
VARCHAR, "campaign_name" VARCHAR, "promo_code" VARCHAR, "landing_page" VARCHAR, "landing_query" VARCHAR, "device"
VARCHAR, "currency" VARCHAR, "sessions" BIGINT, "orders" DECIMAL(18,6), "new_customers" DECIMAL(18,6),
"revenue_original" DECIMAL(18,6), "refunds_original" DECIMAL(18,6), "leads" DECIMAL(18,6), "key_events" DECIMAL(18,6),
"users" BIGINT);
CREATE TABLE "ops"."schema_version" ("version" BIGINT, "description" VARCHAR, "shape" VARCHAR);
CREATE TABLE "ops"."arrival" ("arrival_id" VARCHAR, "path" VARCHAR, "name" VARCHAR, "size_bytes" BIGINT, "seen_at"
TIMESTAMP, "sha256" VARCHAR, "account" VARCHAR, "outcome" VARCHAR, "reason" VARCHAR, "exported_at" TIMESTAMP, "cure"
VARCHAR, "listed" VARCHAR);
CREATE TABLE "ops"."mail" ("mailbox" VARCHAR, "uid_validity" BIGINT, "uid" BIGINT, "path" VARCHAR, "message_id"
VARCHAR, "sender" VARCHAR, "subject" VARCHAR, "sent_at" TIMESTAMP, "received_at" TIMESTAMP, "seen_at" TIMESTAMP,
"attachments" BIGINT, "outcome" VARCHAR, "reason" VARCHAR);
CREATE TABLE "ops"."export_file" ("file_id" VARCHAR, "part" VARCHAR, "arrival_id" VARCHAR, "name" VARCHAR,
"archive_path" VARCHAR, "network" VARCHAR, "report" VARCHAR, "report_name" VARCHAR, "level" VARCHAR, "grain" VARCHAR,
"account" VARCHAR, "account_name" VARCHAR, "period_start" DATE, "period_end" DATE, "currency" VARCHAR, "encoding"
VARCHAR, "rows_read" BIGINT, "rows_loaded" BIGINT, "rows_superseded" BIGINT, "rows_quarantined" BIGINT,
"rows_skipped_total" BIGINT, "facts_loaded" BIGINT, "control_metric" VARCHAR, "control_total" DECIMAL(18,6),
"control_difference" DECIMAL(18,6), "measures" VARCHAR, "sums_json" VARCHAR, "problems_json" VARCHAR, "evidence_json"
VARCHAR, "exported_at" TIMESTAMP, "exported_at_basis" VARCHAR, "loaded_at" TIMESTAMP, "status" VARCHAR, "reason"
VARCHAR, "cure" VARCHAR, "asked_with" VARCHAR, "excerpt" VARCHAR);
CREATE TABLE "ops"."quarantined_row" ("file_id" VARCHAR, "part" VARCHAR, "row_number" BIGINT, "rule" VARCHAR, "column"
VARCHAR, "value" VARCHAR, "reason" VARCHAR, "severity" VARCHAR, "amount" DECIMAL(18,6), "currency" VARCHAR,
"account_id" VARCHAR, "period_start" DATE, "period_end" DATE, "quarantined_at" TIMESTAMP, "released_at" TIMESTAMP);
CREATE TABLE "ops"."validation_result" ("run_at" TIMESTAMP, "file_id" VARCHAR, "part" VARCHAR, "table_name" VARCHAR,
"suite" VARCHAR, "expectation" VARCHAR, "column_name" VARCHAR, "success" BOOLEAN, "observed" VARCHAR, "expected"
VARCHAR, "unexpected_count" BIGINT, "severity" VARCHAR);
CREATE TABLE "ops"."run" ("run_id" VARCHAR, "as_of" DATE, "started_at" TIMESTAMP, "finished_at" TIMESTAMP, "status"
VARCHAR, "message" VARCHAR, "counts_json" VARCHAR, "published_at" TIMESTAMP);
CREATE TABLE "ops"."change" ("number" BIGINT, "subject" VARCHAR, "first_day" DATE, "last_day" DATE);
CREATE TABLE "ops"."model_build" ("model" VARCHAR, "shape" VARCHAR, "seen" BIGINT);
CREATE TABLE "state"."recommendation" ("recommendation_id" VARCHAR, "as_of" DATE, "objective" VARCHAR, "result_metric"
VARCHAR, "result_source" VARCHAR, "period_start" DATE, "period_end" DATE, "total" DECIMAL(18,6), "total_per_day"
DECIMAL(18,6), "total_period" DECIMAL(18,6), "keep" BOOLEAN, "uplift" DOUBLE, "uplift_low" DOUBLE, "uplift_high"
DOUBLE, "probability_better" DOUBLE, "status" VARCHAR, "decided_at" TIMESTAMP, "note" VARCHAR, "review_on" DATE,
"stop_if" VARCHAR, "summary" VARCHAR, "warnings" VARCHAR, "created_at" TIMESTAMP, "inputs_hash" VARCHAR,
"trigger_name" VARCHAR, "trigger_detail" VARCHAR, "terms_json" VARCHAR, "interval_scale" DOUBLE, "kept_for_tests"
DECIMAL(18,6), "kept_for_tests_period" DECIMAL(18,6));
CREATE TABLE "state"."budget_recommendation" ("recommendation_id" VARCHAR, "channel" VARCHAR, "current_spend"
DECIMAL(18,6), "recommended_spend" DECIMAL(18,6), "change" DECIMAL(18,6), "change_pct" DOUBLE, "action" VARCHAR,
"expected_result_current" DOUBLE, "expected_result_recommended" DOUBLE, "uplift" DOUBLE, "uplift_low" DOUBLE,
"uplift_high" DOUBLE, "marginal_return_current" DOUBLE, "marginal_return_recommended" DOUBLE, "binding_constraint"
VARCHAR, "shadow_price" DOUBLE, "trust" VARCHAR, "reason" VARCHAR, "period_amount" DECIMAL(18,6), "data_through" DATE,
"kept_spend" DECIMAL(18,6), "plan_left" DECIMAL(18,6), "low" DECIMAL(18,6), "high" DECIMAL(18,6));
CREATE TABLE "state"."response_curve" ("recommendation_id" VARCHAR, "as_of" DATE, "objective" VARCHAR, "channel"
VARCHAR, "spend" DECIMAL(18,6), "expected_result" DOUBLE, "low" DOUBLE, "high" DOUBLE, "marginal_result" DOUBLE,
"is_observed_range" BOOLEAN);
CREATE TABLE "state"."budget_scenario" ("recommendation_id" VARCHAR, "as_of" DATE, "objective" VARCHAR, "change_pct"
BIGINT, "total_per_day" DECIMAL(18,6), "priced_spend" DECIMAL(18,6), "expected_result" DOUBLE, "low" DOUBLE, "high"
DOUBLE, "cost_per_result" DOUBLE, "next_money" DECIMAL(18,6), "next_results" DOUBLE, "difference" VARCHAR,
"beyond_seen" VARCHAR, "note" VARCHAR);
CREATE TABLE "state"."recommendation_step" ("recommendation_id" VARCHAR, "channel" VARCHAR, "date" DATE,
"daily_budget" DECIMAL(18,6), "step" BIGINT, "is_change" BOOLEAN, "most_on_day" DECIMAL(18,6), "most_by_day"
DECIMAL(18,6), "day_rest" DECIMAL(18,6), "note" VARCHAR);
CREATE TABLE "state"."recommendation_review" ("as_of" DATE, "objective" VARCHAR, "recommendation_id" VARCHAR, "is_new"
BOOLEAN, "trigger_name" VARCHAR, "trigger_detail" VARCHAR, "summary" VARCHAR, "reviewed_at" TIMESTAMP);
CREATE TABLE "state"."recommendation_scorecard" ("recommendation_id" VARCHAR, "channel" VARCHAR, "first_day" DATE,
"last_day" DATE, "days_known" BIGINT, "data_through" DATE, "mean_spend" DOUBLE, "followed" BOOLEAN, "followed_share"
DOUBLE, "predicted_uplift" DOUBLE, "predicted_low" DOUBLE, "predicted_high" DOUBLE, "observed" DECIMAL(18,6),
"expected" DOUBLE, "expected_low" DOUBLE, "expected_high" DOUBLE, "observed_uplift" DOUBLE, "observed_uplift_low"
DOUBLE, "observed_uplift_high" DOUBLE, "in_interval" BOOLEAN, "is_final" BOOLEAN);
CREATE TABLE "state"."approval" ("recommendation_id" VARCHAR, "channel" VARCHAR, "approved_at" TIMESTAMP, "valid_from"
DATE, "valid_to" DATE, "daily_budget" DECIMAL(18,6), "line_start" DATE, "line_end" DATE, "line_item" VARCHAR,
"line_currency" VARCHAR, "file_amount" DECIMAL(18,6), "plan_amount" DECIMAL(18,6));
CREATE TABLE "state"."plan_version" ("version" BIGINT, "valid_from" DATE, "loaded_at" TIMESTAMP, "sha256" VARCHAR,
"content_json" VARCHAR, "origin" VARCHAR);
CREATE TABLE "state"."maturity" ("as_of" DATE, "network" VARCHAR, "metric" VARCHAR, "age_days" BIGINT, "completeness"
DOUBLE, "low" DOUBLE, "high" DOUBLE, "basis" VARCHAR, "days_learned" BIGINT, "exports_learned" BIGINT);
CREATE TABLE "state"."test_verdict" ("as_of" DATE, "test_id" VARCHAR, "channel" VARCHAR, "rate" DOUBLE, "rate_low"
DOUBLE, "rate_high" DOUBLE, "probability_best" DOUBLE, "expected_loss" DECIMAL(18,6), "spend_needed" DECIMAL(18,6),
"verdict" VARCHAR, "reason" VARCHAR, "prior_rate" DOUBLE, "prior_basis" VARCHAR, "dispersion" DOUBLE);
CREATE TABLE "state"."campaign_action" ("as_of" DATE, "channel" VARCHAR, "network" VARCHAR, "account_id" VARCHAR,
"campaign_key" VARCHAR, "campaign_id" VARCHAR, "recommendation_id" VARCHAR, "objective" VARCHAR, "result_metric"
VARCHAR, "result_source" VARCHAR, "window_name" VARCHAR, "spend" DECIMAL(18,6), "results" DOUBLE, "cost_per_result"
DOUBLE, "cost_per_result_low" DOUBLE, "cost_per_result_high" DOUBLE, "target" DOUBLE, "compared_with" DOUBLE,
"verdict" VARCHAR, "budget_from" DECIMAL(18,6), "budget_to" DECIMAL(18,6), "channel_rest" DECIMAL(18,6),
"network_minimum" DECIMAL(18,6), "currency" VARCHAR, "rate" DOUBLE, "rate_date" DATE, "reason" VARCHAR, "data_through"
DATE);
CREATE TABLE "ops"."former_row" ("table_name" VARCHAR, "row_key" VARCHAR, "content_json" VARCHAR, "replaced_at"
TIMESTAMP);
CREATE TABLE "state"."project_file" ("file" VARCHAR, "seen_at" TIMESTAMP, "sha256" VARCHAR, "size_bytes" BIGINT,
"content_base64" VARCHAR);
CREATE TABLE "state"."morning_status" ("as_of" DATE, "topic" VARCHAR, "channel" VARCHAR, "name" VARCHAR, "status"
VARCHAR, "data_through" DATE, "kept_at" TIMESTAMP);
CREATE TABLE "ops"."replay" ("as_of" DATE, "known_until" TIMESTAMP, "known_until_basis" VARCHAR, "mode" VARCHAR,
"built_with" VARCHAR, "built_at" TIMESTAMP, "remarks_json" VARCHAR);
CREATE TABLE "ops"."hindsight" ("table_name" VARCHAR, "network" VARCHAR, "account_id" VARCHAR, "date" DATE, "rows"
BIGINT);
CREATE TABLE "state"."backtest_recommendation" ("as_of" DATE, "objective" VARCHAR, "result_metric" VARCHAR,
"result_source" VARCHAR, "period_start" DATE, "period_end" DATE, "total_per_day" DECIMAL(18,6), "total_period"
DECIMAL(18,6), "keep" BOOLEAN, "uplift" DOUBLE, "uplift_low" DOUBLE, "uplift_high" DOUBLE, "probability_better"
DOUBLE, "stop_if" VARCHAR, "summary" VARCHAR, "inputs_hash" VARCHAR, "mode" VARCHAR, "known_until" TIMESTAMP,
"known_until_basis" VARCHAR, "hindsight_days" BIGINT, "remarks_json" VARCHAR, "built_with" VARCHAR, "made_at"
TIMESTAMP);
CREATE TABLE "state"."backtest_line" ("as_of" DATE, "objective" VARCHAR, "channel" VARCHAR, "current_spend"
DECIMAL(18,6), "recommended_spend" DECIMAL(18,6), "change" DECIMAL(18,6), "change_pct" DOUBLE, "action" VARCHAR,
"expected_result_current" DOUBLE, "expected_result_recommended" DOUBLE, "uplift" DOUBLE, "uplift_low" DOUBLE,
"uplift_high" DOUBLE, "marginal_return_current" DOUBLE, "marginal_return_recommended" DOUBLE, "binding_constraint"
VARCHAR, "shadow_price" DOUBLE, "trust" VARCHAR, "reason" VARCHAR, "period_amount" DECIMAL(18,6), "data_through" DATE,
"last_week_result" DOUBLE, "result_spread" DOUBLE);
CREATE TABLE "state"."backtest_curve" ("as_of" DATE, "objective" VARCHAR, "channel" VARCHAR, "spend" DECIMAL(18,6),
"expected_result" DOUBLE, "low" DOUBLE, "high" DOUBLE, "marginal_result" DOUBLE, "is_observed_range" BOOLEAN);
CREATE TABLE "state"."alert" ("key" VARCHAR, "event" VARCHAR, "first_seen" TIMESTAMP, "last_seen" TIMESTAMP, "sent_at"
TIMESTAMP, "resolved_at" TIMESTAMP, "level" BIGINT, "amount" DECIMAL(18,6), "text" VARCHAR, "more" VARCHAR, "cure"
VARCHAR, "place" VARCHAR);
CREATE TABLE "state"."alert_delivery" ("key" VARCHAR, "first_seen" TIMESTAMP, "target" VARCHAR, "told_at" TIMESTAMP,
"told_level" BIGINT, "told_amount" DECIMAL(18,6), "tried_at" TIMESTAMP, "failures" BIGINT, "error" VARCHAR);
INSERT INTO ops.schema_version VALUES (1, 'the first shape of raw, ops and state',
'64392dc59a5316fe8c521112299e1894e3b4fa9e23d7d3211a7c0fd3ecb26cea');
