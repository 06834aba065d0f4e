"""The site: every route for every person, what leaves it, and what people do in it."""
