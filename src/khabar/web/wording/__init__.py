"""What the pages say, in Arabic and English."""
