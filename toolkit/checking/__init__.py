"""What a text or a finished file has that it should not: facts written in two ways, names without consent, what work left behind."""
