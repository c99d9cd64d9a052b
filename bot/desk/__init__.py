"""What officials and helpers may do."""
