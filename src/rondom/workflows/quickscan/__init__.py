"""Quickscan: professionals answer about poverty, a report shows what goes well and what can be better.

A **scan** is done by one municipality (its circle) in a number of neighbourhoods; a **wave** is one time
that it is asked. Where a scan stands is derived from its rounds and releases, in stages.py.
"""
