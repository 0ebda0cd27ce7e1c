"""Everything that changes what the measure core holds, a file per noun."""
