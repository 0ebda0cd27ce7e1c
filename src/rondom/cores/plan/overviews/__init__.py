"""Pictures drawn from several tables of the plan core, a file per page."""
