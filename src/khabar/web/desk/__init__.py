"""What pages and answers are made of: one store as who asks may see it, its list of incidents, and what is asked of that."""
