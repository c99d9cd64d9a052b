"""Which procedure a question is about: answered, asked back, or not found."""

from dataclasses import replace
from datetime import date

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.general import Elsewhere, GeneralAnswer
from bot.catalog.model import Ended, Words
from bot.matching import Match, Matcher
from bot.matching.decision import fitted
from tests.matching.small import (
    ABROAD,
    BIRTH,
    CATALOG,
    LATE,
    LEXICON,
    MATCHER,
    found,
    procedure,
)

NAMES = [(each, name) for each in CATALOG.procedures for name in (each.name.vi, *each.keywords)]
SHARED = "trích lục hồ sơ gốc"
MERGER = date(2025, 7, 1)


@pytest.mark.parametrize(("wanted", "name"), [(each, name) for each, name in NAMES if name != SHARED])
def test_a_name_or_keyword_that_is_the_whole_question_wins(wanted: object, name: str) -> None:
    for question in (name, name.upper(), f"  {name}??"):
        match = MATCHER.match(question)
        assert (match.outcome, match.candidates[0].procedure) == ("answer", wanted)


def test_a_keyword_that_two_claim_is_asked_between_just_them() -> None:
    for question in (SHARED, "trich luc ho so goc"):
        match = MATCHER.match(question)
        assert (match.outcome, set(found(match))) == ("choose", {"tam-tru", "sao-y"})


def test_accents_decide_between_two_keywords_that_differ_only_in_them() -> None:
    ma = procedure("dong-ma", "Thủ tục một", "sửa mã")
    mo = procedure("dong-mo", "Thủ tục hai", "sửa mả")
    matcher = Matcher(Catalog((ma, mo, *CATALOG.procedures), lexicon=LEXICON))
    assert found(matcher.match("sửa mã"))[0] == "dong-ma"
    assert found(matcher.match("sửa mả"))[0] == "dong-mo"
    assert (matcher.match("sua ma").outcome, set(found(matcher.match("sua ma")))) == ("choose", {"dong-ma", "dong-mo"})


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("làm giấy khai sinh cho con cần giấy tờ gì", "khai-sinh"),
        ("lam giay khai sinh cho con can gi", "khai-sinh"),
        ("lam giay khai sanh cho be", "khai-sinh"),
        ("gks", "khai-sinh"),
        ("ddawng kys khai tuwr", "khai-tu"),
        ("dang9 ky1 ket61 hon6", "ket-hon"),
        ("đkkh ở đâu", "ket-hon"),
        ("get married", "ket-hon"),
        ("how is the birth certificate", "khai-sinh"),
        ("dangkytamtru", "tam-tru"),
        ("mở quán bán hành cần gì", "ho-kinh-doanh"),
        ("giay phep boun ban", "ho-kinh-doanh"),
        ("chứng thực bản xao", "sao-y"),
    ],
)
def test_a_question_in_everyday_words_is_answered(question: str, wanted: str) -> None:
    match = MATCHER.match(question)
    assert (match.outcome, found(match)[0]) == ("answer", wanted)


def test_birth_is_not_taken_for_death_because_the_letters_look_alike() -> None:
    assert found(MATCHER.match("làm giấy khai sanh cho bé"))[0] == "khai-sinh"
    assert found(MATCHER.match("làm giấy khai tử cho ông"))[0] == "khai-tu"


@pytest.mark.parametrize(
    "question",
    ["1.000656", "thủ tục 1.000656 mất bao lâu", "Thủ tục số 1.000656.", "(1.000656), 1.000656", "１．０００６５６"],
)
def test_a_national_code_names_its_procedure_in_any_question(question: str) -> None:
    match = MATCHER.match(question)
    assert (match.outcome, found(match)) == ("answer", ["khai-tu"])


@pytest.mark.parametrize("question", ["9.999999", "11.000656", "1.0006567", "1.000656.2", "1.00065"])
def test_a_number_that_is_no_known_code_names_nothing(question: str) -> None:
    assert MATCHER.match(question).outcome == "none"


def test_two_codes_are_asked_between() -> None:
    match = MATCHER.match("1.000656 hay 1.001193")
    assert (match.outcome, found(match)) == ("choose", ["khai-tu", "khai-sinh"])


def test_the_aspect_comes_with_the_procedure() -> None:
    match = MATCHER.match("đăng ký tạm trú hết bao nhiêu tiền")
    assert (match.outcome, found(match)[0], match.aspect) == ("answer", "tam-tru", "cost")


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("còn lệ phí thì cần bao nhiêu tiền", "cost"),
        ("ở đâu", "place"),
        ("con em thì mấy ngày", "time"),
        ("cho em", None),
    ],
)
def test_a_question_without_a_name_is_about_what_was_shown_before(question: str, aspect: str | None) -> None:
    match = MATCHER.match(question)
    assert (match.outcome, match.names_something, match.candidates) == ("none", False, ())
    assert match.aspect == aspect


@pytest.mark.parametrize("question", ["làm giấy cho con", "thủ tục", "cho em làm thủ tục này", "lam giay", "?", ""])
def test_words_that_are_in_every_question_find_nothing(question: str) -> None:
    match = MATCHER.match(question)
    assert (match.outcome, match.names_something, match.candidates) == ("none", False, ())


@pytest.mark.parametrize("question", ["hôm nay bóng đá mấy giờ", "asdfghjkl", "cách nấu phở bò ngon"])
def test_what_no_procedure_is_about_is_not_answered(question: str) -> None:
    assert MATCHER.match(question).outcome != "answer"


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("đăng ký khai sinh và đăng ký tạm trú", {"khai-sinh", "tam-tru"}),
        ("dang ky ket hon roi dang ky khai sinh", {"ket-hon", "khai-sinh"}),
        ("Chứng thực bản sao. Đăng ký khai tử?", {"sao-y", "khai-tu"}),
        ("đăng ký kết hôn, cho em hỏi và đăng ký khai tử", {"ket-hon", "khai-tu"}),
        ("đăng ký khai tử đồng thời đăng ký tạm trú", {"khai-tu", "tam-tru"}),
        ("đăng ký khai tử；chứng thực bản sao", {"khai-tu", "sao-y"}),
    ],
)
def test_two_wishes_in_one_question_are_both_answered(question: str, wanted: set[str]) -> None:
    match = MATCHER.match(question)
    assert match.outcome == "answer"
    assert {wish.procedure.id for wish in match.wishes} == wanted
    assert set(found(match)) == wanted


@pytest.mark.parametrize(
    "question",
    [
        "đăng ký khai sinh và lệ phí",
        "đăng ký khai sinh rồi bao lâu",
        "khai sinh, khai sinh",
        "đăng ký khai sinh và bóng đá",
    ],
)
def test_one_wish_with_a_second_question_is_one_wish(question: str) -> None:
    match = MATCHER.match(question)
    assert match.wishes == ()
    assert found(match)[0] == "khai-sinh"


def test_a_part_that_fits_much_worse_than_the_whole_is_no_wish() -> None:
    bold = Matcher(CATALOG, decision=replace(fitted(), answer_from=0.01))
    assert bold.match("đăng ký khai sinh và cái quán lạ lùng xa xôi").wishes == ()
    assert len(bold.match("đăng ký khai sinh và mở quán bán hàng").wishes) == 2


def test_many_wishes_are_at_most_five_candidates_best_first() -> None:
    match = MATCHER.match(", ".join(each.name.vi for each in CATALOG.procedures))
    assert len(match.wishes) >= 2
    scores = [candidate.score for candidate in match.candidates]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) <= 5


def test_siblings_that_are_close_are_asked_between() -> None:
    under = procedure("cai-chinh-duoi-14", "Cải chính hộ tịch người dưới 14 tuổi", near=("cai-chinh-tu-14",))
    over = procedure("cai-chinh-tu-14", "Cải chính hộ tịch người từ 14 tuổi", near=("cai-chinh-duoi-14",))
    bold = replace(fitted(), answer_from=0.1)
    matcher = Matcher(Catalog((*CATALOG.procedures, under, over), lexicon=LEXICON), decision=bold)
    match = matcher.match("cải chính hộ tịch")
    assert (match.outcome, set(found(match)[:2])) == ("choose", {"cai-chinh-duoi-14", "cai-chinh-tu-14"})
    assert found(matcher.match("cải chính hộ tịch người dưới 14 tuổi"))[0] == "cai-chinh-duoi-14"


def test_a_procedure_that_has_ended_yields_to_its_successor() -> None:
    ended = replace(procedure("ho-chieu-cu", "Cấp hộ chiếu phổ thông"), ended=Ended(on=MERGER, by="Luật"))
    now = procedure("ho-chieu-moi", "Cấp hộ chiếu phổ thông mới")
    matcher = Matcher(Catalog((ended, now, *CATALOG.procedures), lexicon=LEXICON))
    twin = Matcher(Catalog((replace(ended, ended=None), now, *CATALOG.procedures), lexicon=LEXICON))
    question = "cấp hộ chiếu phổ thông ở phường"
    assert found(twin.match(question))[0] == "ho-chieu-cu"
    assert found(matcher.match(question)).index("ho-chieu-cu") <= 1
    assert score_of(matcher.match(question), "ho-chieu-cu") < score_of(twin.match(question), "ho-chieu-cu")
    assert found(matcher.match("Cấp hộ chiếu phổ thông"))[0] == "ho-chieu-cu"


def score_of(match: Match, name: str) -> float:
    """The score of a candidate."""
    return next(each.score for each in match.candidates if each.procedure.id == name)


def test_a_general_rule_is_answered_where_it_fits_better_than_any_procedure() -> None:
    for question in (*LATE.keywords, "trễ hẹn rồi thì sao vậy"):
        match = MATCHER.match(question)
        assert (match.outcome, match.general, match.elsewhere) == ("none", LATE, None)


def test_a_procedure_the_catalog_does_not_hold_is_named_and_its_sibling_not_answered() -> None:
    for question in ("lấy chồng Tây", "đăng ký kết hôn có yếu tố nước ngoài"):
        match = MATCHER.match(question)
        assert (match.outcome, match.elsewhere, match.general) == ("none", ABROAD, None)
    assert MATCHER.match("đăng ký kết hôn").elsewhere is None


RULE = GeneralAnswer("chung", "refused", ("bản gốc",), Words("Không."), "Luật")
OTHERS = (Elsewhere("noi-khac", Words("Bản gốc")), Elsewhere("noi-khac-nua", Words("Bản gốc")))


@pytest.mark.parametrize(
    "rivals",
    [
        replace(CATALOG, general_answers=(RULE,)),
        replace(CATALOG, elsewhere=OTHERS[:1]),
        replace(CATALOG, elsewhere=OTHERS),
    ],
    ids=["a general rule", "one listed elsewhere", "two listed elsewhere"],
)
def test_a_choice_always_has_two_procedures_to_choose_from(rivals: Catalog) -> None:
    owner = procedure("ban-goc", "Cấp bản sao", "bản gốc")
    match = Matcher(replace(rivals, procedures=(owner, *CATALOG.procedures))).match("bản gốc")
    assert match.outcome != "choose"
    assert match.outcome == "answer" or match.general or match.elsewhere


def test_a_phrase_learned_from_people_finds_its_procedure() -> None:
    question = "đặt mộ bia cho cụ"
    assert MATCHER.match(question).outcome != "answer"
    taught = Matcher(CATALOG, (("khai-tu", question),))
    assert (taught.match(question).outcome, found(taught.match(question))) == ("answer", ["khai-tu"])


def test_a_keyword_in_dialect_is_the_whole_question_like_any_other() -> None:
    southern = procedure("khai-sinh-moi", "Đăng ký sinh", "khai sanh cho bé", "gks bản mới")
    matcher = Matcher(replace(CATALOG, procedures=(southern, *CATALOG.procedures)))
    for question in ("khai sanh cho bé", "khai sinh cho bé", "gks bản mới"):
        match = matcher.match(question)
        assert (match.outcome, found(match)) == ("answer", ["khai-sinh-moi"])


@pytest.mark.parametrize("text", ["xin chào", "cảm ơn", "đồ ngu", "cháy nhà", "cấp cứu"])
def test_talk_is_no_procedure(text: str) -> None:
    match = MATCHER.match(text)
    assert (match.outcome, match.talk) == ("none", MATCHER.match(f"{text}!").talk)
    assert match.talk is not None


def test_a_question_after_a_greeting_is_still_a_question() -> None:
    match = MATCHER.match("xin chào, đăng ký khai sinh ở đâu")
    assert (match.outcome, found(match)[0], match.aspect, match.talk) == ("answer", "khai-sinh", "place", "greeting")


def test_english_is_noticed_in_the_words_as_typed() -> None:
    assert MATCHER.match("how is the birth certificate fee").english is True
    assert MATCHER.match("giấy khai sinh").english is False
    assert MATCHER.is_english("please, HOW?") is True


def test_an_explanation_shows_each_step_and_the_best_entries_with_the_words_they_share() -> None:
    lines = list(MATCHER.explain("GKS cho bé"))
    assert lines[0] == ("clean", "gks cho bé")
    assert ("abbreviations", "giấy khai sinh cho bé") in lines
    name, shared = lines[7]
    assert name.split()[0] == "khai-sinh"
    assert float(name.split()[1]) > 0
    assert shared == "giay khai sinh cho be"


def test_a_catalog_without_a_procedure_answers_as_if_it_never_held_it() -> None:
    without = MATCHER.without(["khai-tu"])
    for question in ("đăng ký khai tử", "1.000656", "báo tử", "dang ky khai tu cho ong", "khai tử rồi kết hôn"):
        assert "khai-tu" in found(MATCHER.match(question))
        assert "khai-tu" not in found(without.match(question))
    assert "khai-sinh" not in found(without.without(["khai-sinh"]).match("đăng ký khai"))
    assert found(without.match("đăng ký khai sinh cho bé"))[0] == "khai-sinh"
    assert MATCHER.missing == frozenset()


def test_two_wishes_that_together_name_a_third_thing_are_one_wish() -> None:
    both = procedure("khai-sinh-ket-hon", "Đăng ký khai sinh và đăng ký kết hôn cùng lúc", "sinh con cưới vợ một lần")
    matcher = Matcher(replace(CATALOG, procedures=(both, *CATALOG.procedures)))
    question = "em muốn đăng ký khai sinh và đăng ký kết hôn"
    assert len(MATCHER.match(question).wishes) == 2
    assert (matcher.match(question).wishes, found(matcher.match(question))[0]) == ((), "khai-sinh-ket-hon")


def test_the_words_a_question_shares_with_a_procedure_are_its_own() -> None:
    assert MATCHER.shared("làm giấy khai sinh cho con cần gì", "khai-sinh") == ("khai", "sinh")
    assert MATCHER.shared("lệ phí bao nhiêu tiền", "khai-sinh") == ()
    assert MATCHER.shared("khai sinh", "khong-co") == ()


def test_a_catalog_of_one_procedure_answers_it_and_nothing_else() -> None:
    matcher = Matcher(Catalog((BIRTH,), lexicon=LEXICON))
    assert found(matcher.match("đăng ký khai sinh và đặt tên cho bé")) == ["khai-sinh"]
    assert matcher.match("cách nấu phở bò ngon").outcome == "none"


def test_an_empty_catalog_finds_nothing() -> None:
    match = Matcher(Catalog(())).match("đăng ký khai sinh và đăng ký khai tử")
    assert (match.outcome, match.candidates) == ("none", ())


def test_a_keyword_without_any_word_is_never_asked_for() -> None:
    dotted = procedure("cham-cham", "Đăng ký chấm", "…")
    matcher = Matcher(replace(CATALOG, procedures=(dotted, *CATALOG.procedures)))
    for question in ("", "?!", "🙏"):
        match = matcher.match(question)
        assert (match.outcome, match.candidates, match.names_something) == ("none", (), False)
