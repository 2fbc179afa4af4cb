"""Who comes in: the guard before every page, the doors of one person and of a team, passwords, paces and keys of forms."""
