"""An example DAG of the team's own."""
