"""What people decide about readings and sources."""
