"""The addresses below `/v1`, one module a subject.

The docstrings of the operations are Dutch: they stand in the published description.
"""
