"""A folder of YAML becomes a catalog, or everything that is wrong with it is told at once."""

from datetime import date, time
from pathlib import Path

import pytest

from bot.catalog import CatalogBroken, Ended, load, read_catalog
from bot.catalog.calendar import DayOff, WorkedSaturday
from bot.catalog.lexicon import Concept
from bot.catalog.model import Words
from tests.catalog.writing import BIRTH, PROCEDURE, with_birth, written


def told(folder: Path) -> list[str]:
    """What a broken catalog says, line by line, without the way to the folder."""
    with pytest.raises(CatalogBroken) as raised:
        load(folder)
    return str(raised.value).replace(f"{folder}/", "").splitlines()


def test_a_folder_without_mistakes_is_a_catalog(tmp_path: Path) -> None:
    catalog = load(written(tmp_path, with_birth('code: "1.001193"\ncompetent_authority: ubnd-xa\n')))
    (birth,) = catalog.procedures
    assert (birth.id, birth.level, birth.name) == ("khai-sinh", "commune", Words("Đăng ký khai sinh"))
    assert catalog.procedure("khai-sinh") is catalog.procedure("1.001193") is birth
    assert catalog.procedure("khai-tu") is None
    assert catalog.authority(birth.competent_authority) == catalog.authorities[0]
    assert catalog.authority(None) is None
    assert catalog.office("quay-xa") == catalog.offices[0]
    assert [topic.id for topic in (*catalog.fields, *catalog.life_events)] == ["ho-tich", "cu-tru", "sinh-con"]


def test_a_code_of_before_or_of_a_source_finds_a_procedure_too_unless_it_is_another_s_own(tmp_path: Path) -> None:
    death = """id: khai-tu
level: commune
field: ho-tich
name: Đăng ký khai tử
code: "1.000656"
provenance:
  - {source: Cổng, retrieved_on: "2026-07-20", code: "1.001193"}
  - {source: Cổng, retrieved_on: "2026-07-20", code: "2.000001"}
before: [{until: "2025-07-01", code: "1.000001", legal_resource: 118/2025/NĐ-CP}]
legal_resources: [{number: 60/2014/QH13}]
"""
    folder = written(tmp_path, {**with_birth('code: "1.001193"\n'), "commune/ho-tich/khai-tu.yaml": death})
    catalog = load(folder)
    for code, name in {"1.000001": "khai-tu", "2.000001": "khai-tu", "1.001193": "khai-sinh"}.items():
        found = catalog.procedure(code)
        assert found
        assert found.id == name


def test_what_nobody_wrote_is_unknown_and_not_guessed(tmp_path: Path) -> None:
    (birth,) = load(written(tmp_path)).procedures
    assert (birth.code, birth.cost, birth.evidence, birth.output, birth.valid_from) == (None,) * 5
    assert (birth.channel.online, birth.channel.postal, birth.channel.in_person) == (None, None, None)


def test_values_are_taken_as_typed(tmp_path: Path) -> None:
    more = """\
channel: {online: no, postal: no, in_person: yes}
processing_time:
  statutory: [{unit: same_day, cut_off: 07:30}]
  committed: [{unit: working_day, value: 012, legal_resource: 012}]
cost: [{amount: 22000, valid_from: 2026-11-23}, {amount: ~}]
"""
    (birth,) = load(written(tmp_path, with_birth(more))).procedures
    assert (birth.channel.online, birth.channel.postal, birth.channel.in_person) == ("no", False, True)
    assert birth.processing_time.statutory[0].cut_off == time(7, 30)
    assert birth.processing_time.committed[0].legal_resource == "012"
    assert birth.cost is not None
    assert [(each.amount, each.valid_from) for each in birth.cost] == [(22000, date(2026, 11, 23)), (None, None)]


def test_every_mistake_of_every_file_is_told_at_once_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        {
            PROCEDURE: BIRTH + "keyword: [khai sinh]\nkeywords: khai sinh\nkeyword: [x]\n",
            "province/ho-tich/quoc-tich.yaml": "id: quoc-tich\nlevel: tỉnh\n",
            "offices.yaml": "- {id: quay-xa}\n- {name: Quầy}\n",
            "authorities.yaml": "- {id: ubnd-xa\n",
        },
    )
    places = [tuple(line.split(":")[:2]) for line in told(folder)]
    assert [(name, int(line)) for name, line in places] == [
        ("authorities.yaml", 2),
        (PROCEDURE, 9),
        (PROCEDURE, 10),
        (PROCEDURE, 10),
        ("offices.yaml", 1),
        ("offices.yaml", 2),
        ("province/ho-tich/quoc-tich.yaml", 1),
        ("province/ho-tich/quoc-tich.yaml", 1),
        ("province/ho-tich/quoc-tich.yaml", 2),
    ]


def test_a_file_that_cannot_be_read_hides_no_mistake_of_another(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        with_birth("evidence: [{label: Tờ khai}]\n") | {"province/ho-tich/quoc-tich.yaml": "id: quoc-tich\n"},
    )
    findings = read_catalog(folder).findings
    assert (folder / PROCEDURE, 8, "group_shape") in [(each.path, each.line, each.code) for each in findings]


def test_a_shared_list_that_cannot_be_read_brings_no_false_alarm_about_what_it_holds(tmp_path: Path) -> None:
    folder = written(tmp_path, with_birth("competent_authority: ubnd-xa\n") | {"authorities.yaml": "- {id: ubnd-xa\n"})
    assert [finding.code for finding in read_catalog(folder).findings] == ["not_yaml"]


def test_what_is_only_advice_keeps_nothing_from_being_served(tmp_path: Path) -> None:
    label = (
        "case_facts: [{id: a, question: B, options: [{id: c, label: Ở một nơi xa lắm không tên}, {id: d, label: D}]}]"
    )
    folder = written(tmp_path, {PROCEDURE: f"{BIRTH}{label}\n"})
    assert [(each.code, each.severity) for each in read_catalog(folder).findings] == [("label_too_long", "advice")]
    assert [each.id for each in load(folder).procedures] == ["khai-sinh"]


def test_a_missing_folder_is_told_and_not_taken_for_an_empty_catalog(tmp_path: Path) -> None:
    with pytest.raises(CatalogBroken, match="danh-muc:1: "):
        load(tmp_path / "danh-muc")
    (tmp_path / "tep").write_text("id: x\n", encoding="utf-8")
    with pytest.raises(CatalogBroken, match="tep:1: "):
        load(tmp_path / "tep")


def test_what_was_readable_is_kept_for_those_who_mend_the_rest(tmp_path: Path) -> None:
    reading = read_catalog(written(tmp_path, {"province/ho-tich/quoc-tich.yaml": "id: [\n"}))
    assert [each.id for each in reading.catalog.procedures] == ["khai-sinh"]
    assert [source.path.name for _, source in reading.placed] == ["khai-sinh.yaml"]
    assert len(reading.errors) == 1


def test_findings_come_in_the_same_order_each_time(tmp_path: Path) -> None:
    facts = "case_facts:\n  - id: a\n    question: A?\n    options: [{id: b, label: B}, {id: c, label: C}]\n"
    folder = written(tmp_path, with_birth(facts + "cost:\n  - when: {a: [z, y, x, w, v]}\n"))
    assert [each.values["option"] for each in read_catalog(folder).findings] == ["z", "y", "x", "w", "v"]


def test_a_text_may_be_plain_vietnamese_or_both_languages(tmp_path: Path) -> None:
    (birth,) = load(written(tmp_path, with_birth("output: Giấy khai sinh\nsteps: [{vi: Nộp, en: File}]\n"))).procedures
    assert birth.output == Words("Giấy khai sinh", None)
    assert (birth.output.said_in("en"), birth.steps[0].said_in("en")) == ("Giấy khai sinh", "File")


def test_the_calendar_holds_days_off_and_worked_saturdays_with_their_source(tmp_path: Path) -> None:
    text = """\
covered_until: "2026-12-31"
days_off:
  - {day: 2026-11-24, name: Ngày Văn hóa Việt Nam, source: 28/2026/QH16}
worked_saturdays:
  - {day: "2026-01-10", source: Thông báo 12729}
"""
    calendar = load(written(tmp_path, {"calendar.yaml": text})).calendar
    assert calendar.covered_until == date(2026, 12, 31)
    assert calendar.days_off == (DayOff(date(2026, 11, 24), Words("Ngày Văn hóa Việt Nam"), "28/2026/QH16"),)
    assert calendar.worked_saturdays == (WorkedSaturday(date(2026, 1, 10), "Thông báo 12729"),)


def test_without_a_calendar_no_day_is_covered(tmp_path: Path) -> None:
    assert load(written(tmp_path)).calendar.covered_until is None


def test_the_lexicon_holds_how_people_write(tmp_path: Path) -> None:
    text = """\
abbreviations: {ko: không, no: nợ}
concepts: [{id: sinh, phrases: [khai sinh, mới đẻ]}]
aspects: {time: [bao lâu]}
talk: {fire: [cháy nhà]}
"""
    lexicon = load(written(tmp_path, {"language.yaml": text})).lexicon
    assert lexicon.abbreviations == {"ko": "không", "no": "nợ"}
    assert lexicon.concepts == (Concept("sinh", ("khai sinh", "mới đẻ")),)
    assert (lexicon.aspects, lexicon.talk) == ({"time": ("bao lâu",)}, {"fire": ("cháy nhà",)})


def test_what_is_answered_beside_the_procedures_is_read(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        {
            "faq.yaml": "- {id: tre-hen, kind: general_rule, keywords: [trễ hẹn], answer: Xin lỗi, source: 118/2025}\n",
            "elsewhere.yaml": '- {id: giam-ho, name: Giám hộ, code: "1.004837"}\n',
        },
    )
    catalog = load(folder)
    assert [(each.id, each.kind, each.source) for each in catalog.general_answers] == [
        ("tre-hen", "general_rule", "118/2025")
    ]
    assert [(each.id, each.code, each.keywords) for each in catalog.elsewhere] == [("giam-ho", "1.004837", ())]


def test_an_ended_procedure_names_its_successors(tmp_path: Path) -> None:
    death = BIRTH.replace("khai-sinh", "khai-tu") + "ended: {on: 2025-07-01, by: Luật, successors: [khai-sinh]}\n"
    catalog = load(written(tmp_path, {"commune/ho-tich/khai-tu.yaml": death}))
    ended = catalog.procedure("khai-tu")
    assert ended is not None
    assert ended.ended == Ended(date(2025, 7, 1), "Luật", ("khai-sinh",))
