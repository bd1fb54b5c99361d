"""The `gipcrawler` command: one module a command, each a parser and a function that gives the exit status."""
