"""A template is compiled once, and what was kept of it may vanish at any time."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.actors.house import PROJECT

PROGRAM = """
from pathlib import Path
from shutil import rmtree
import sys
from bot.conversation.speech import Speech

first = Speech("vi").say("fault")
print(len(list(Path(sys.argv[1]).glob("*/template-*"))))
rmtree(sys.argv[1], ignore_errors=True)
print(first == Speech("vi").say("fault") and Speech("vi").say("thanks") != Speech("vi").say("expired"))
"""


def told(cache: Path) -> list[str]:
    """What the program prints with this folder for copies."""
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "XDG_CACHE_HOME": str(cache)}
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(cache)], env=environment, capture_output=True, text=True, check=True
    )
    return finished.stdout.split()


def test_compiled_templates_are_kept_and_missed_by_nobody(tmp_path: Path) -> None:
    assert told(tmp_path / "cache") == ["1", "True"]


def test_a_template_that_was_kept_says_a_label_as_it_is_now(tmp_path: Path) -> None:
    """Jinja writes the label into the compiled template; a new version of the program may call a button otherwise."""
    shutil.copytree(PROJECT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    labels = tmp_path / "bot/conversation/templates/vi/labels.yaml"
    written = labels.read_text(encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    program = "from bot.conversation.speech import Speech; print(Speech('vi').say('help', agency=None))"
    for name in ("Danh sách của tôi", "Giấy tờ đã có"):
        labels.write_text(written.replace("my_checklist: Danh sách của tôi", f"my_checklist: {name}"), encoding="utf-8")
        said = subprocess.run(
            [sys.executable, "-c", program],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        assert f"«{name}»" in said.stdout


def test_where_nothing_can_be_kept_templates_are_compiled(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the place of the folder", encoding="utf-8")
    assert told(tmp_path / "cache") == ["0", "True"]
