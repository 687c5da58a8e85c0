"""Validation of canonical batches: the only place that touches Great Expectations."""
