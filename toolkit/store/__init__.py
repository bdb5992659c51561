"""Keeps convenings on this laptop, and forgets them."""
