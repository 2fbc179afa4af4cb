"""How what was found is laid out on a page: as a table, along a line of time, as a graph."""
