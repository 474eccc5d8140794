"""Dutch words, clauses and phrases: what every floor above reads text with."""
