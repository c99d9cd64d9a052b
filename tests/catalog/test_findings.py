"""Each thing that can be wrong in a catalog is told alone, on its line, with a sentence that says what to write."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from bot.catalog import Finding, read_catalog
from tests.catalog.test_offices import CODES as OFFICE_CODES
from tests.catalog.writing import BIRTH, HERE, PROCEDURE, place, with_birth, written

FACTS = """\
case_facts:
  - id: noi-sinh
    question: Bé sinh ở đâu?
    options:
      - {id: vien, label: Bệnh viện}
      - {id: nha, label: Ở nhà}
"""


@dataclass(frozen=True)
class Example:
    """A mistake: the files that have it, `HERE` on its line, and words the official must read in the finding."""

    code: str
    files: Mapping[str, str | bytes | None]
    words: tuple[str, ...] = field(default=())


def birth(code: str, more: str, *words: str) -> Example:
    """A mistake in lines that are added to the procedure."""
    return Example(code, with_birth(more), words)


def another(path: str, text: str) -> dict[str, str | bytes | None]:
    """A further file beside the small catalog."""
    return {path: text}


def instead(old: str, new: str) -> dict[str, str | bytes | None]:
    """The procedure with a line of it written otherwise."""
    assert old in BIRTH
    return {PROCEDURE: BIRTH.replace(old, new)}


DEATH = BIRTH.replace("khai-sinh", "khai-tu").replace("khai sinh", "khai tử")

EXAMPLES = (
    Example("not_utf8", {"offices.yaml": "- {id: quay-xa, name: Quầy}\n".encode("utf-16")}, ("UTF-8",)),
    Example("not_yaml", {"offices.yaml": f"- id: quay-xa\n   name: Quầy  {HERE}\n"}, ("thụt dòng",)),
    Example("empty_file", {"offices.yaml": "# chưa có gì\n"}, ("trống",)),
    Example("unknown_place", another("offices.yml", "[]\n"), ("“offices.yml”", "“offices.yaml”?")),
    Example("unknown_place", another("commune/ho-tich/khai-tu.yml", "id: khai-tu\n"), ("“khai-tu.yaml”?",)),
    Example(
        "not_small_html",
        another("faq.yaml", f"- id: a\n  kind: refused\n  keywords: [a]\n  answer: <b>Không  {HERE}\n  source: Luật\n"),
        ("<b>", "answer.vi"),
    ),
    Example(
        "not_small_html",
        another(
            "faq.yaml", f"- id: a\n  kind: refused\n  keywords: [a]\n  answer: <h1>A</h1>  {HERE}\n  source: Luật\n"
        ),
        ("<h1>",),
    ),
    Example(
        "id_taken", another("fields.yaml", f"- {{id: ho-tich, name: A}}\n- {{id: ho-tich, name: B}}  {HERE}\n"), ()
    ),
    Example(
        "unknown_reference",
        another("offices.yaml", f"- {{id: quay-xa, name: A}}\n- {{id: cu, name: B, successor: quay-sa}}  {HERE}\n"),
        ("“quay-xa”?",),
    ),
    Example("no_procedures", {PROCEDURE: None}, ("commune/",)),
    birth("duplicate_key", f"name: Khai sinh  {HERE}\n", "“name”", "dòng 4"),
    birth("unknown_key", f"keyword: [giấy khai sinh]  {HERE}\n", "“keyword”", "“keywords”"),
    Example("missing_key", instead("name: Đăng ký khai sinh\n", ""), ("“name”",)),
    Example("not_one_of", instead("level: commune", f"level: xã  {HERE}"), ("“xã”", "'commune'", "'province'")),
    birth("not_a_number", f"cost:\n  - {{amount: nhiều}}  {HERE}\n", "“nhiều”", "“amount”"),
    birth("not_a_number", f"cost:\n  - {{amount: 22.000}}  {HERE}\n", "“22.000”"),
    birth("not_in_range", f"cost:\n  - {{case: thường}}\n  - {{amount: -5000}}  {HERE}\n", "“-5000”", "≥ 0"),
    birth("not_in_range", f"processing_time:\n  statutory:\n    - {{unit: hour, value: 0}}  {HERE}\n", "> 0"),
    birth("not_a_date", f"valid_from: 01/07/2025  {HERE}\n", "“01/07/2025”", "2026-11-23"),
    birth("not_a_date", f"valid_from: 2025-02-30  {HERE}\n", "“2025-02-30”"),
    birth("not_a_date", f"valid_from: 0  {HERE}\n", "“0”"),
    birth(
        "not_a_time",
        f"processing_time:\n  statutory:\n    - unit: same_day\n      cut_off: 7:30  {HERE}\n",
        "“7:30”",
        "07:30",
    ),
    birth("not_a_truth", f"channel:\n  postal: có thể  {HERE}\n", "“có thể”", "true"),
    birth("not_a_truth", f"channel:\n  postal: [no]  {HERE}\n", "“postal”"),
    birth("not_matching", f"code: 1001193  {HERE}\n", "“1001193”", "“code”"),
    birth("not_text", f"keywords:\n  - giấy khai sinh\n  - [con, cháu]  {HERE}\n", "“keywords”"),
    birth("not_a_list", f"keywords: giấy khai sinh  {HERE}\n", "“keywords”"),
    birth("not_a_mapping", f"channel: trực tuyến  {HERE}\n", "“channel”"),
    birth("too_short", f'output: ""  {HERE}\n'),
    birth("too_short", f'keywords:\n  - khai sinh\n  - ""  {HERE}\n', "“keywords”"),
    birth("too_few", f"case_facts:\n  - id: a\n    question: Sao?\n    options: [{{id: b, label: B}}]  {HERE}\n"),
    birth("other", f'cost:\n  - {{amount: "{"9" * 5000}"}}  {HERE}\n', "“amount”"),
    birth("unknown_fact", f"cost:\n  - amount: 0\n    when: {{han: [tre]}}  {HERE}\n", "“han”"),
    birth("unknown_option", FACTS + f"cost:\n  - when: {{noi-sinh: [vien, xe]}}  {HERE}\n", "“xe”", "vien, nha"),
    birth("group_shape", f"evidence:\n  - label: Tờ khai  {HERE}\n", "one_of"),
    birth(
        "group_shape",
        f"evidence:\n  - all_of: [{{id: a, name: A}}]  {HERE}\n    one_of: [{{id: b, name: B}}]\n",
    ),
    birth(
        "evidence_taken",
        f"evidence:\n  - all_of: [{{id: a, name: A}}]\n  - one_of: [{{id: a, name: B}}]  {HERE}\n",
        "“a”",
    ),
    birth(
        "same_day_shape",
        f"processing_time:\n  statutory:\n    - {{unit: same_day, value: 1}}  {HERE}\n",
        "cut_off",
    ),
    birth(
        "time_without_value",
        f"processing_time:\n  committed:\n    - {{unit: hour, value: 8}}\n    - {{unit: working_day}}  {HERE}\n",
        "working_day",
    ),
    birth(
        "cut_off_without_same_day",
        f'processing_time:\n  statutory:\n    - {{unit: hour, value: 8, cut_off: "15:00"}}  {HERE}\n',
    ),
    birth(
        "not_ascending",
        f'before:  {HERE}\n  - {{until: "2025-07-01"}}\n  - {{until: "2015-01-01"}}\n  - {{until: "2025-07-01"}}\n',
        "“before”",
        "2025-07-01",
    ),
    birth(
        "not_ascending",
        f'ahead:  {HERE}\n  - {{from: "2029-07-01"}}\n  - {{from: "2029-07-01"}}\n',
        "“ahead”",
        "2029-07-01",
    ),
    birth(
        "button_too_long",
        f"case_facts:\n  - id: {'f' * 30}\n    question: Sao?\n    options:\n      - {{id: a, label: A}}\n"
        f"      - {{id: {'o' * 30}, label: O}}  {HERE}\n",
        "bớt 19 ký tự",
    ),
    birth("label_too_long", FACTS + f"      - {{id: xa, label: Ở một nơi xa lắm không tên}}  {HERE}\n", "26 chữ", "22"),
    Example(
        "id_taken",
        another("district/ho-tich/khai-sinh.yaml", BIRTH.replace("level: commune", "level: district")),
        (PROCEDURE,),
    ),
    Example(
        "code_taken",
        with_birth('code: "1.001193"\n') | {"commune/ho-tich/khai-tu.yaml": DEATH + f'code: "1.001193"  {HERE}\n'},
        ("1.001193", PROCEDURE),
    ),
    Example(
        "keyword_shared",
        with_birth("keywords: [làm giấy]\n")
        | {"commune/ho-tich/khai-tu.yaml": DEATH + f"keywords:\n  - báo tử\n  - Làm Giấy  {HERE}\n"},
        ("“Làm Giấy”", "khai-sinh"),
    ),
    Example("wrong_file_name", another("commune/ho-tich/khai-tu-2.yaml", DEATH), ("“khai-tu-2.yaml”", "khai-tu.yaml")),
    Example(
        "wrong_folder",
        another("commune/ho-tich/khai-tu.yaml", DEATH.replace("level: commune", f"level: province  {HERE}")),
        ("“level”", "“province”", "“commune”"),
    ),
    Example(
        "wrong_folder",
        another("commune/ho-tich/khai-tu.yaml", DEATH.replace("field: ho-tich", f"field: cu-tru  {HERE}")),
        ("“field”", "“cu-tru”", "“ho-tich”"),
    ),
    birth("unknown_reference", f"life_events:\n  - sinh-con\n  - sinh-con-2  {HERE}\n", "“sinh-con-2”", "“sinh-con”?"),
    Example(
        "unknown_reference",
        another("life_events.yaml", f"- id: sinh-con\n  name: Sinh con\n  first: [khai-sihn]  {HERE}\n"),
        ("“khai-sihn”", "“khai-sinh”?"),
    ),
    birth("unknown_reference", f"competent_authority: ubnd-sa  {HERE}\n", "authorities.yaml", "“ubnd-xa”?"),
    birth("unknown_reference", f"confusable_with: [khai-tu]  {HERE}\n", "“khai-tu”"),
    birth("unknown_reference", f"result_at:\n  - quay-xa\n  - quay-xa-2  {HERE}\n", "offices.yaml"),
    birth(
        "unknown_reference",
        f'ended:\n  on: "2025-07-01"\n  by: Luật\n  successors: [khai-tu]  {HERE}\n',
        "“successors”",
    ),
    birth(
        "unknown_reference",
        f'before:\n  - until: "2025-07-01"\n    competent_authority: ubnd-huyen  {HERE}\n',
        "“competent_authority”",
    ),
    birth(
        "unknown_reference",
        f'ahead:\n  - from: "2029-07-01"\n    file_at: [quay-xa, quay-huyen]  {HERE}\n',
        "“file_at”",
        "“quay-huyen”",
    ),
    Example("no_law", instead("legal_resources: [{number: 60/2014/QH13}]\n", ""), ("legal_resources",)),
    Example(
        "name_taken",
        another(
            "commune/ho-tich/khai-tu.yaml",
            BIRTH.replace("id: khai-sinh", "id: khai-tu").replace(
                "name: Đăng ký khai sinh", f"name: Dang ky  KHAI SINH  {HERE}"
            ),
        ),
        ("KHAI SINH", PROCEDURE),
    ),
)


def found(folder: Path) -> list[Finding]:
    """What is told of a folder whatever day it is."""
    return list(read_catalog(folder).findings)


def sentences() -> Mapping[str, Mapping[str, str]]:
    """`findings.yaml` as it stands."""
    text = files("bot.catalog").joinpath("findings.yaml").read_text(encoding="utf-8")
    read: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return read


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_a_mistake_is_told_alone_and_on_its_line(tmp_path: Path, example: Example) -> None:
    folder = written(tmp_path, example.files)
    name, line = (".", 1) if example.code == "no_procedures" else place(list_last(example.files))
    findings = found(folder)
    assert [(finding.path, finding.line, finding.code) for finding in findings] == [(folder / name, line, example.code)]
    sentence = str(findings[0])
    assert sentence.startswith(f"{folder / name}:{line}: ")
    assert [word for word in example.words if word not in sentence] == []


def list_last(given: Mapping[str, str | bytes | None]) -> Mapping[str, str | bytes | None]:
    """The files with the one that was written last first: it is the one with the mistake."""
    return dict(reversed(list(given.items())))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    (finding,) = found(tmp_path / "danh-muc")
    assert (finding.code, finding.severity) == ("no_catalog", "error")
    assert str(tmp_path / "danh-muc") in str(finding)


def test_every_sentence_of_findings_yaml_has_an_example() -> None:
    # The folder of no_catalog is not there, so it has its own test above; advice, decisions, offices, positions and
    # buttons have theirs elsewhere.
    advice = {code for code, sentence in sentences().items() if sentence["severity"] == "advice"} - {"label_too_long"}
    elsewhere = {"no_catalog", "promise_shape", "paper_button_too_long", "not_degrees"} | set(OFFICE_CODES)
    assert {example.code for example in EXAMPLES} | elsewhere == set(sentences()) - advice


@pytest.mark.parametrize("code", sorted(sentences()))
def test_a_sentence_says_what_to_write_and_how_bad_it_is(code: str) -> None:
    assert sentences()[code]["severity"] in ("error", "advice")
    assert sentences()[code]["text"].strip()


NESTED = (
    ("nmae: {vi: x}", "nmae", "name"),
    ("short_name: {vi: Khai sinh, eng: Birth}", "eng", "en"),
    ("evidence:\n  - all_off: []", "all_off", "all_of"),
    ("evidence:\n  - all_of:\n      - {id: a, name: A, copy: 1}", "copy", "copies"),
    ("evidence:\n  - one_of:\n      - {id: a, name: {vi: A, enn: A}}", "enn", "en"),
    ("case_facts:\n  - {id: a, question: A, option: []}", "option", "options"),
    ("case_facts:\n  - {id: a, question: A, options: [{id: b, lable: B}]}", "lable", "label"),
    ("processing_time: {statutary: []}", "statutary", "statutory"),
    ("processing_time:\n  committed:\n    - {unit: same_day, cutoff: x}", "cutoff", "cut_off"),
    ("cost:\n  - {amout: 0}", "amout", "amount"),
    ("channel: {in_persn: true}", "in_persn", "in_person"),
    ("citizen_deadline: {value: 60, unit: hour, start: x, starts: y}", "start", "starts"),
    ("redress: {txt: x}", "txt", "text"),
    ("before:\n  - until: 2025-07-01\n    legal_resources: [{number: 1/2020, artcle: 5}]", "artcle", "article"),
    ("provenances: []", "provenances", "provenance"),
    ("review: {assured: x}", "assured", "assured_on"),
    ("before:\n  - {untill: x}", "untill", "until"),
    ("before:\n  - until: '2025-07-01'\n    evidence:\n      - {one_off: []}", "one_off", "one_of"),
    ("ahead:\n  - {form: '2027-01-01'}", "form", "from"),
    ("ahead:\n  - {from_day: '2027-01-01'}", "from_day", "from"),
    ("ended: {on: '2025-07-01', by: x, succesors: []}", "succesors", "successors"),
)


@pytest.mark.parametrize(("more", "given", "nearest"), NESTED, ids=lambda each: str(each)[:12])
def test_an_unknown_key_is_told_with_the_nearest_known_one_wherever_it_stands(
    tmp_path: Path, more: str, given: str, nearest: str
) -> None:
    unknown = [each for each in found(written(tmp_path, with_birth(more + "\n"))) if each.code == "unknown_key"]
    assert [(each.values["key"], each.values["nearest"]) for each in unknown] == [(given, nearest)]


SHARED = (
    ("offices.yaml", "- {id: quay-xa, name: Quầy, adress: x}\n", "adress", "address"),
    ("authorities.yaml", "- {id: ubnd-xa, name: UBND, levell: commune}\n", "levell", "level"),
    ("fields.yaml", "- {id: ho-tich, nam: Hộ tịch}\n", "nam", "name"),
    ("faq.yaml", "- {id: a, kinds: general_rule}\n", "kinds", "kind"),
    ("elsewhere.yaml", "- {id: a, name: A, codes: x}\n", "codes", "code"),
    ("calendar.yaml", "day_off: []\n", "day_off", "days_off"),
    ("calendar.yaml", "days_off:\n  - {date: '2026-01-01'}\n", "date", "day"),
    ("language.yaml", "stop_word: [cho]\n", "stop_word", "stop_words"),
    ("language.yaml", "concepts:\n  - {id: a, phrase: [b]}\n", "phrase", "phrases"),
)


@pytest.mark.parametrize(("name", "text", "given", "nearest"), SHARED, ids=lambda each: str(each)[:12])
def test_an_unknown_key_of_a_shared_list_is_told_too(
    tmp_path: Path, name: str, text: str, given: str, nearest: str
) -> None:
    unknown = [each for each in found(written(tmp_path, {name: text})) if each.code == "unknown_key"]
    assert [(each.path.name, each.values["key"], each.values["nearest"]) for each in unknown] == [
        (name, given, nearest)
    ]


def test_a_name_that_is_no_aspect_is_told_by_its_name(tmp_path: Path) -> None:
    (finding,) = found(
        written(tmp_path, {"language.yaml": f"aspects:\n  time: [bao lâu]\n  tyme: [mấy ngày]  {HERE}\n"})
    )
    assert (finding.line, finding.code, finding.values["given"]) == (3, "not_one_of", "tyme")
    assert "[key]" not in str(finding)


STATES = (
    ("group_shape", f"    evidence:\n      - label: Tờ khai  {HERE}\n"),
    ("unknown_fact", f"    cost:\n      - when: {{han: [tre]}}  {HERE}\n"),
    ("time_without_value", f"    processing_time:\n      statutory:\n        - {{unit: working_day}}  {HERE}\n"),
)


@pytest.mark.parametrize(("code", "more"), STATES, ids=[code for code, _ in STATES])
@pytest.mark.parametrize(
    "top",
    [
        pytest.param('before:\n  - until: "2025-07-01"\n', id="before"),
        pytest.param('ahead:\n  - from: "2029-07-01"\n', id="ahead"),
    ],
)
def test_what_held_earlier_or_will_hold_is_checked_like_what_holds(
    tmp_path: Path, top: str, code: str, more: str
) -> None:
    change = with_birth(top + more)
    folder = written(tmp_path, change)
    assert [(each.line, each.code) for each in found(folder)] == [(place(change)[1], code)]
