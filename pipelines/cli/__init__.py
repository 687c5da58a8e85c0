"""The `smm` command line."""
