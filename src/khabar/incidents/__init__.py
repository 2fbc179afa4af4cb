"""Incidents: which reports tell of one happening, on whose word, and where they differ."""
