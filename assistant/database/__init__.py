"""One SQLite file or a PostgreSQL: opened, waited for, and with what can go wrong told apart."""
