"""What a store can be asked: words, claims, events and reports."""
