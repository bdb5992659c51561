"""What a document is: a tree of blocks and inlines, as pure data. Writers turn it into files; nothing here knows a format."""
