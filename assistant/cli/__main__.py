"""`python -m assistant.cli`: the command line without its installed name."""

from assistant.cli import main

main()
