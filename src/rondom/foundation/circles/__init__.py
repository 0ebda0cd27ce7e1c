"""Circles: who works together on one thing, and so who may see it.

A circle (kring) has members, each with a role in this circle. Everything that belongs to a circle is
``InCircle``; the one door to it is ``get_for`` in door.py.
"""
