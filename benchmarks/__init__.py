"""Benchmarks: each cost as a ratio to something measured in the same run, since machines differ and are shared."""
