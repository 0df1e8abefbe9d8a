"""Many articles become stories: copies of one wire text, reports of one occurrence, and where they disagree.

>>> from dragoman.document import Document
>>> [story.documents for story in fold([Document(id="a", text="Putin met Xi.")])]
[('a',)]
"""

from dragoman.stories.fold import Contradiction, Occurrence, Report, Story, fold, occurrences, reports_of

__all__ = ["Contradiction", "Occurrence", "Report", "Story", "fold", "occurrences", "reports_of"]
