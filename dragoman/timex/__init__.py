"""When: time expressions in TIMEX3 (`find`), and the day of each event and quotation (`anchor`, `moment_of`)."""

from dragoman.timex.find import find
from dragoman.timex.moments import anchor, moment_of

__all__ = ["anchor", "find", "moment_of"]
