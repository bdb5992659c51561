"""Rows and blocks to an agenda, to people, to changes; what is doubtful is said."""
