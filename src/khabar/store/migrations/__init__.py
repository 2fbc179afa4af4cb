"""The steps by which a store comes from one version of its tables to the next; each is never changed again."""
