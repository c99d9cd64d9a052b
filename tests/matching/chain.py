"""The reading of one question that docs/matching.md shows: `python -m tests.matching.chain` writes it there."""

import re

from bot.matching import Matcher
from bot.matching.matcher import MOST_CANDIDATES
from tests.catalog.project import PROJECT, matcher

PAGE = PROJECT / "docs/matching.md"
BLOCK = re.compile(r"(<!-- chain -->\n```text\n)(.*?)(```\n<!-- /chain -->)", re.DOTALL)
QUESTION = "muoons lm khai sanh cho bes mowis sihn, canmang giaays towf gif"


def chain(asked: Matcher) -> str:
    """What each step makes of the question, what was found first, and by which words."""
    lines = list(asked.explain(QUESTION))
    found = lines[-MOST_CANDIDATES][0].split()[0]
    match = asked.match(QUESTION)
    last = ("found", f"{found} ({match.outcome}, aspect {match.aspect}) by {', '.join(asked.shared(QUESTION, found))}")
    told = [("typed", QUESTION), *lines[:-MOST_CANDIDATES], last]
    return "".join(f"{name:>18}  {text}\n" for name, text in told)


def written(page: str, shown: str) -> str:
    """The text of the page with the chain in its place."""
    return BLOCK.sub(lambda block: block[1] + shown + block[3], page)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), chain(matcher())), encoding="utf-8")
