"""What people told us is kept as promised, on SQLite and on PostgreSQL."""
