"""Writers of export files: plain frames in, the bytes a network's download has out.

Belongs here: one module per network, and the two file kinds they share (`delimited`, `spreadsheet`). Not here: what the
rows say (`exports`, `site`) or which files exist (`files`). Every writer is a pure function: same rows, same bytes.
"""
