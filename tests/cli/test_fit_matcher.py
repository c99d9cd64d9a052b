"""`scripts/fit-matcher` writes a decision that the program can read, and says how good it is."""

import json
import re
from pathlib import Path

import yaml
from click.testing import CliRunner
from pydantic import TypeAdapter

from bot.cli.fit_matcher import fit_matcher
from bot.matching.decision import Decision, fitted

RIGHT = {"làm hộ chiếu ở đâu": "ho-chieu", "đăng ký kết hôn": "ket-hon", "khai sinh cho con mới đẻ": "khai-sinh"}
WRONG = {"ông nhà tui mới mất hồi hôm": "ho-chieu", "xin trích lục cho bà": "ket-hon", "đổi thẻ cũ": "khai-sinh"}


def questions(folder: Path, labelled: dict[str, str]) -> Path:
    rows = [{"question": each, "expected": [name], "outcome": "answer"} for each, name in labelled.items()]
    file = folder / "labelled.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return file


def test_the_decision_is_written_and_judged(tmp_path: Path) -> None:
    output = tmp_path / "decision.yaml"
    file = questions(tmp_path, RIGHT | WRONG)
    result = CliRunner().invoke(fit_matcher, [str(file), "-o", str(output)])
    assert result.exit_code == 0, result.output
    assert re.search(r"^score \+ lead \+ ahead \+ said +told apart \d\.\d{3}", result.output, flags=re.MULTILINE)
    assert "likelihood  questions  said  right" in result.output
    made = TypeAdapter(Decision).validate_python(yaml.safe_load(output.read_text(encoding="utf-8")))
    assert (made.sibling_lead, made.worth_choosing) == (fitted().sibling_lead, fitted().worth_choosing)
    assert made.weights != fitted().weights
    assert "from 6 labelled questions" in output.read_text(encoding="utf-8")


def test_from_questions_that_are_all_wrong_nothing_can_be_learned(tmp_path: Path) -> None:
    output = tmp_path / "decision.yaml"
    result = CliRunner().invoke(fit_matcher, [str(questions(tmp_path, WRONG)), "-o", str(output)])
    assert result.exit_code == 1
    assert "name a file with both" in result.output
    assert not output.exists()
