"""Scores of Dragoman on data that is kept outside the project; nothing in the package imports this."""
