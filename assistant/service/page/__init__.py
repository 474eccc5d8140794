"""The page: server-rendered HTML on the API."""
