"""Everything that changes places and partners."""
