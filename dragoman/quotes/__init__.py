"""Quotations, statements and positions: according to whom.

>>> from dragoman.document import Document
>>> attribute(Document(id="a", text="")).quotes
()
"""

from dragoman.quotes.attribution import attribute
from dragoman.quotes.formulas import Formula, Use, formulas
from dragoman.quotes.positions import take_positions

__all__ = ["Formula", "Use", "attribute", "formulas", "take_positions"]
