"""Pages of the quickscan; private to it."""
