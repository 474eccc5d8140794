"""One message at a time in a conversation, in the order in which they came in."""
