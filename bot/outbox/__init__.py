"""What has to be said later: reminders and notes, carried from the records to whoever wants them."""
