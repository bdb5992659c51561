"""The model: what a convening is, who may be named in it, and every change a person can make. Pure."""
