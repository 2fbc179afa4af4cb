"""Who may do and see what, and what they did."""
