"""Reads templates/ and exercises/, ours and the user's own, into the model."""
