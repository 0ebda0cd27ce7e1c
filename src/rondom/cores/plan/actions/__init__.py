"""Everything that changes what the plan core holds, a file per noun."""
