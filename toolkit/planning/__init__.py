"""Decides: clock times, lengths, quantities. Pure functions from the model to plain answers."""
