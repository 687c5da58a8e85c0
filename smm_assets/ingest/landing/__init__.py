"""Files to the store: inbox, archive, ledger, held-back rows, tables pointed at.

Belongs here: everything that writes. Not here: reading a file (`rows`).
"""
