"""The addresses below `/v1`, one module a subject."""
