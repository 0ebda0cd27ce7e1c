"""Validity dossier: what answers show about a questionnaire, held against what one wants to use it for.

``examine`` takes an instrument and coded answers and gives a ``Dossier``: evidence per scale, about the
dimensions, and per comparison of groups; then per intended use whether that evidence is there, is missing, or
speaks against it. ``tables``, ``document``, ``pictures`` and ``paper`` write it down. No Django here.
"""
