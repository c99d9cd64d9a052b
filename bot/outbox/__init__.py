"""What has to be said later: reminders, carried from the records to whoever wants them."""
