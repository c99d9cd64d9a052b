"""The web chat: events in, replies out, as pages that work with and without JavaScript."""
