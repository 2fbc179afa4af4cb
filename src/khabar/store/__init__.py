"""The store: what was taken in, what was read from it, and how it would stand up to questions."""
