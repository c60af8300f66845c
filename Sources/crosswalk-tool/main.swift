import CrosswalkCLI
hello()
