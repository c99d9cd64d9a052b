"""What to answer: events in, replies out, with the catalog, the matcher, the calendar and the records."""
