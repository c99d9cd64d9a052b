"""What people go through, as tables that run over every channel."""
