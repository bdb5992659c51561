"""The planner: one blueprint for each stage of the arc."""
