"""Where conversations are kept: SQLite in one file, or PostgreSQL; sealed, and erased in time."""
