"""Pages of the measure core; private to it."""
