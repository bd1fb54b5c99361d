"""gipcrawler: find, archive, read, check and compare the yearly disclosure reports of Chinese government organs."""

__version__ = "0.1.0"
