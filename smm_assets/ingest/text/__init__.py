"""What single texts say, whoever wrote them: their plain form, months, days, moments, named weeks and quarters.

Belongs here: reading one text, or a column of them, without knowing its file. Not here: which texts are headers
(`recognition`) and what a table's rows mean (`rows`).
"""
