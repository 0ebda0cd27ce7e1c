"""Whole jobs in a real browser, with axe on every page and no error in the console."""
