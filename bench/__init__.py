"""How fast khabar reads and how much memory it takes, measured on whole processes."""
