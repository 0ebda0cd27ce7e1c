"""Parenting questions: what parents ask in a neighbourhood, until something comes of it.

A **pool** collects the questions of one municipality; a **question** stands in the parent's own words,
without identity. A **theme** of the codebook and a neighbourhood bring questions together; what recurs, seen
by two organisations or more, is a **signal**, and people decide what to do with it.
"""
