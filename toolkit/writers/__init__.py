"""How a document leaves: one writer for each format. Writers know blocks and never plans."""
