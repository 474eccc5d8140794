"""Rasa custom actions: read the slots, ask the reasoning, compose an answer; nothing else.

They run in the service's own process, and just as well behind `rasa run actions`.
"""
