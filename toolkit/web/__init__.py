"""The planner: a module for each stage of the arc, and one table of every address (`routes.py`)."""
