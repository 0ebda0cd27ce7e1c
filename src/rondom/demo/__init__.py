"""An invented municipality in which a quickscan has run twice, made through the actions that people use.

Everything is synthetic: places, organisations, key figures and answers come from a seeded simulation.
"""
