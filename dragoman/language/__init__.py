"""Language: sentences, words, tags, lemmas, trees and hints of names, by one encoder of our own.

`parse` fills `document.sentences` and `document.model`. Nothing is loaded before the first document.
"""

from dragoman.language.conllu import to_conllu
from dragoman.language.parser import Parser, parse, parse_all

__all__ = ["Parser", "parse", "parse_all", "to_conllu"]
