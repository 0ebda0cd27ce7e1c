"""Pages of the parenting questions; private to this app."""
