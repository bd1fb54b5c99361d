"""The spiders: one declaration a province, and nothing else."""
