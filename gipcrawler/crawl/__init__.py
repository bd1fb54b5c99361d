"""Sources into captures and entries; the only room that imports Scrapy and Twisted."""
