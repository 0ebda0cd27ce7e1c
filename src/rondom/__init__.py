"""Rondom: measure together, meet about it, plan what to do, measure again.

The packages stand in bands; imports only point down.

- ``urls``, ``wsgi``, ``cli`` and ``settings``: the site as a whole
- ``home``: what waits for me
- ``workflows``: what people come to do
- ``cores``: measure, meet, plan
- ``foundation``: circles, places, audit, accounts, access, refusals, workflow
- ``ui``, ``documents``: how pages and papers look
- ``instruments``, ``charts``: questionnaires as values, results as pictures (no Django)
- ``analysis``: arrays to results (NumPy and SciPy only)
"""
