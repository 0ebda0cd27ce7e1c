"""Forms about gatherings, a file per noun."""
