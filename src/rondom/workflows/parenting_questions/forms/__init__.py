"""Forms of the parenting questions."""
