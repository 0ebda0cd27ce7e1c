"""Forms of the plan core."""
