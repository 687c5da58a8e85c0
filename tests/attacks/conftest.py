"""Attacks on the finished system: killed processes, exports in any order, several processes at once.

Belongs here: what is done to a project from outside while it works, and what its tables must say afterwards. Not here:
one component by itself; that stands in the folder of the component.
"""
