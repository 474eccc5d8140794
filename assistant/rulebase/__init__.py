"""The samenwerkingsafspraken as data: schema, loader, lint, SQLite store."""
