"""Quotations, statements and positions: according to whom.

>>> from dragoman.document import Document
>>> attribute(Document(id="a", text="")).quotes
()
"""

from dragoman.quotes.attribution import attribute

__all__ = ["attribute"]
