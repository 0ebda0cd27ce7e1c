"""Everything that changes data about gatherings, a file per noun."""
