"""Forms of the measure core."""
