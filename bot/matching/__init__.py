"""Which procedure a question in everyday Vietnamese is about."""

from bot.matching.matcher import Candidate, Match, Matcher

__all__ = ["Candidate", "Match", "Matcher"]
