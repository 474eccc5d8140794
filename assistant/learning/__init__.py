"""Learning the work: modules, questions, when they come back, and practice calls. No web, no dialogue."""
