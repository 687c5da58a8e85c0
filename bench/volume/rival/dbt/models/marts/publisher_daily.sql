{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='date') }}
{{ daily('network, publisher') }}
