"""The sections below the first screen, laid out: one module a section, each with its cells and pictures.

Belongs here: what stands where in these sections. Not here: facts (`report/sections`), frames of charts (`page/plots`).
"""
