"""Pure functions over the rule base: decisions, terms, who can be reached."""
