"""Where files come from when they are not dropped into a folder: a remote inbox, a mailbox.

Belongs here: the doors to fsspec and to IMAP, and what a mail carries. Not here: what becomes of a file
(`ingest/landing`), the settings themselves (`settings`).
"""
