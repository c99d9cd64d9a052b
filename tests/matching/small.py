"""A catalog of invented phrases in which each test can see by itself what should win."""

from bot.catalog.catalog import Catalog
from bot.catalog.general import Elsewhere, GeneralAnswer
from bot.catalog.lexicon import Concept, Lexicon
from bot.catalog.model import Procedure, Words
from bot.matching import Match, Matcher


def procedure(name: str, title: str, *keywords: str, code: str | None = None, near: tuple[str, ...] = ()) -> Procedure:
    """A procedure that is only found, never read."""
    return Procedure(
        id=name, level="commune", field="ho-tich", name=Words(title), keywords=keywords, code=code, confusable_with=near
    )


BIRTH = procedure("khai-sinh", "Đăng ký khai sinh", "làm giấy khai sinh", "đặt tên cho bé", code="1.001193")
DEATH = procedure("khai-tu", "Đăng ký khai tử", "báo tử", "giấy chứng tử", code="1.000656")
MARRIAGE = procedure("ket-hon", "Đăng ký kết hôn", "làm đám cưới", "giấy hôn thú", code="1.000894")
STAY = procedure("tam-tru", "Đăng ký tạm trú", "ở trọ", "trích lục hồ sơ gốc", code="1.004194")
COPY = procedure("sao-y", "Chứng thực bản sao", "công chứng giấy tờ", "trích lục hồ sơ gốc", code="2.000815")
SHOP = procedure("ho-kinh-doanh", "Đăng ký hộ kinh doanh", "mở quán bán hàng", "giấy phép buôn bán", code="1.001612")
LATE = GeneralAnswer(
    "tre-hen", "general_rule", ("trễ hẹn thì sao", "quá hẹn chưa có kết quả"), Words("Xin lỗi."), "Luật"
)
ABROAD = Elsewhere("ket-hon-nuoc-ngoai", Words("Đăng ký kết hôn có yếu tố nước ngoài"), None, ("lấy chồng Tây",))

LEXICON = Lexicon(
    abbreviations={"gks": "giấy khai sinh", "đkkh": "đăng ký kết hôn", "ko": "không", "bn": "bao nhiêu"},
    dialect={"răng": "sao", "khai sanh": "khai sinh", "mô": "đâu", "man rang": "làm sao"},
    english={"birth certificate": "giấy khai sinh", "get married": "đăng ký kết hôn", "fee": "lệ phí"},
    concepts=(Concept("cuoi", ("kết hôn", "lấy vợ")), Concept("sinh", ("khai sinh", "mới đẻ"))),
    stop_words=("cho", "con", "em", "tôi", "làm", "giấy", "thì", "còn", "cần", "thủ tục", "này", "ở", "được", "không"),
    connectors=("và", "rồi", "với", "and", "đồng thời"),
    aspects={
        "documents": ("giấy tờ gì", "cần gì", "mang gì"),
        "time": ("bao lâu", "mấy ngày"),
        "cost": ("lệ phí", "bao nhiêu tiền"),
        "place": ("ở đâu", "đi đâu"),
        "online": ("qua mạng",),
        "form": ("tờ khai",),
        "steps": ("làm sao", "trình tự"),
        "legal": ("luật nào",),
    },
    talk={
        "greeting": ("xin chào", "hello"),
        "thanks": ("cảm ơn",),
        "insult": ("đồ ngu",),
        "fire": ("cháy nhà",),
        "medical": ("cấp cứu",),
        "crime": ("bị cướp",),
    },
    english_words=("the", "how", "is", "my", "please"),
    never_keys=("for", "tax", "online"),
)

CATALOG = Catalog(
    procedures=(BIRTH, DEATH, MARRIAGE, STAY, COPY, SHOP),
    general_answers=(LATE,),
    elsewhere=(ABROAD,),
    lexicon=LEXICON,
)
MATCHER = Matcher(CATALOG)


def found(match: Match) -> list[str]:
    """The ids of the candidates, best first."""
    return [candidate.procedure.id for candidate in match.candidates]
