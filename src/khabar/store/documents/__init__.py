"""What is taken in: documents and their readings, each known again, compared and read anew."""
