"""Pages about gatherings, a file per noun."""
