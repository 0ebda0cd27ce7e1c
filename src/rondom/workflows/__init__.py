"""What people come to do. Workflows combine cores and do not know each other."""
