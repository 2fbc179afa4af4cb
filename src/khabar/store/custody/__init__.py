"""How a store stands up to questions: its log, the proof of it, and copies."""
