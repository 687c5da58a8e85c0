"""How good the recommendation is, on simulated worlds."""
