"""The convening in other hands: cut for whom it is handed to, closed, brought back, and folded in."""
