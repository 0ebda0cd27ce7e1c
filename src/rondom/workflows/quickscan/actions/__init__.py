"""Everything that changes what the quickscan holds."""
