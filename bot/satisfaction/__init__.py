"""What counts add up to: shares with their intervals, and reports."""
