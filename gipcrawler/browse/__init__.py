"""The web pages: what the database holds, in a researcher's hands; Datasette with a plugin of ours."""

from gipcrawler.browse.serve import Browsing, serve

__all__ = ["Browsing", "serve"]
