"""Lists of people, in."""
