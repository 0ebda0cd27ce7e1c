"""The three things people do together whatever they come for: measure, meet, plan. Cores know no workflow."""
