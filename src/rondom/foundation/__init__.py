"""What every core and workflow stands on: who may do what, who works together, where, and what happened."""
