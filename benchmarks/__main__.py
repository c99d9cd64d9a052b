"""`python -m benchmarks`: how our way compares with the plain one, on the same catalog and questions."""

from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from rapidfuzz import fuzz, process

from bot.catalog import load
from bot.matching import Matcher
from bot.matching.evaluation import read_questions

PROJECT = Path(__file__).resolve().parents[1]
ROUNDS = 3


def main() -> None:
    """Prints the median time of each way to match, and how many of our own it takes."""
    catalog = load(PROJECT / "catalog")
    questions = [each.question for each in read_questions(PROJECT / "tests/questions.jsonl")]
    matcher = Matcher(catalog)
    phrases = [text for each in catalog.procedures for text in (each.name.vi, *each.keywords)]
    phrases += [text for each in catalog.elsewhere for text in (each.name.vi, *each.keywords)]
    ways: dict[str, Callable[[str], object]] = {
        "Matcher.match": matcher.match,
        "rapidfuzz WRatio over all phrases": lambda question: process.extractOne(question, phrases, scorer=fuzz.WRatio),
        "rapidfuzz token_set_ratio over all phrases": lambda question: process.extractOne(
            question, phrases, scorer=fuzz.token_set_ratio
        ),
    }
    times = {name: timed(way, questions) for name, way in ways.items()}
    ours = times["Matcher.match"]
    print(f"{len(questions)} questions, {len(phrases)} phrases, median of {ROUNDS} rounds")
    for name, seconds in times.items():
        print(f"{name:45} {seconds * 1000:7.3f} ms a question  x{seconds / ours:.2f}")


def timed(way: Callable[[str], object], questions: Sequence[str]) -> float:
    """Seconds a question, the median of some rounds after one that warms up."""
    way(questions[0])
    rounds = []
    for _ in range(ROUNDS):
        started = perf_counter()
        for question in questions:
            way(question)
        rounds.append((perf_counter() - started) / len(questions))
    return median(rounds)


if __name__ == "__main__":
    main()
