"""Everything that changes what parenting questions hold."""
