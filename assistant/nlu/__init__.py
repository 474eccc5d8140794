"""Understanding Dutch: words, criteria with their scope, regions, topics and acts."""
