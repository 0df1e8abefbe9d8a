"""When: time expressions in TIMEX3, and the day of each event."""

from dragoman.timex.find import find

__all__ = ["find"]
