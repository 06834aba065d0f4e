"""The site in a browser: the four people's pages, for accessibility, by keyboard and without JavaScript."""
