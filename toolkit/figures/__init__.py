"""Drawings made from data: maps, clocks, charts."""
