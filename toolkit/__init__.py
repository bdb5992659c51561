"""The Convening Toolkit: one model for a dialogue, from the first plan to the final report."""
