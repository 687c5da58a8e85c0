{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='date') }}
{{ daily('channel, network, account_id, campaign_id') }}
