"""The incidents of a store: grouped, described, listed, told, and decided on by people."""
