"""Files to cells: archives, workbooks, encodings, delimiters, quick looks.

Belongs here: getting at the cells of a file safely. Not here: what they mean (`recognition`, `rows`).
"""
