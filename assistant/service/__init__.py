"""FastAPI: the API of the contract, and the page."""
