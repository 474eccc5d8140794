"""Rasa in this process, and the store of conversations."""
