"""Dragoman reads news and keeps the record: who did what to whom, when, where, according to whom."""

__version__ = "0.1.0"
