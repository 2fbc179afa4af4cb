"""Reports made readable: in a terminal, as a page, in a notebook."""
