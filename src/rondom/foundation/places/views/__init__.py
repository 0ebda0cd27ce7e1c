"""Pages about neighbourhoods, partners and the files they come from."""
