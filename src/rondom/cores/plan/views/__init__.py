"""Pages of the plan core."""
