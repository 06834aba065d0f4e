"""The people who use the site: their accounts, how they sign in, and what they looked at."""
