"""The client matrix: which stock client can do what with a broker. `compat-tests/run --help`."""
