"""Home: what waits for me, across workflows; who sees what; and the people who may sign in."""
