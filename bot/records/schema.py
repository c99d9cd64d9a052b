"""The tables. Keys are random texts and SQLite's tables have no rowid, so that nothing tells in which order rows came.

No table holds a moment, only days, but `reminders`: who wants to be reminded wants it at a moment, which lies ahead and
tells nothing of when they asked. (`held_until` is about a process of ours.) `asked_texts` refers to nothing but the
group of like texts it belongs to (`unanswered`), and is referred to by nothing. Only the numbers of Telegram's
`updates` are in order; nothing else holds them.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    false,
)

from bot.records.entries import FACTORS, MAX_COMMENT, MAX_PHRASE, MAX_TRIPS

METADATA: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

CONVERSATIONS: Final = Table(
    "conversations",
    METADATA,
    Column("key", String, primary_key=True),  # Pseudonyms.chat
    Column("person", String, nullable=False, index=True),  # Pseudonyms.person
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

QUESTIONS: Final = Table(
    "questions",
    METADATA,
    Column("id", String, primary_key=True),
    Column("day", Date, nullable=False),
    Column("channel", String, nullable=False),
    Column("language", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("aspect", String),
    Column("procedure", String),
    Column("assisted", Boolean, nullable=False, server_default=false()),
    Column("field", String),  # of the nearest procedure, where `procedure` is null
    # All that reports count by, so that they need not look at the rows.
    Index("ix_questions_counted", "day", "kind", "channel", "language", "assisted", "procedure", "field"),
    sqlite_with_rowid=False,
)

ASKED_TEXTS: Final = Table(
    "asked_texts",
    METADATA,
    Column("id", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("day", Date, nullable=False, index=True),
    Column("language", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("procedure", String),
    Column("assisted", Boolean, nullable=False, server_default=false()),
    Column("item", String, index=True),  # unanswered.id, once it was looked at
    Column("outreach", String),  # outreaches.id, where a helper asked at one
    sqlite_with_rowid=False,
)

ANSWERS: Final = Table(
    "answers",
    METADATA,
    Column("id", String, primary_key=True),
    Column("question", String, ForeignKey("questions.id", ondelete="SET NULL"), index=True),
    Column("day", Date, nullable=False),
    Column("channel", String, nullable=False),
    Column("language", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("procedure", String),
    Column("chosen", String),  # a procedure, "none", or null where nothing was chosen
    Column("assisted", Boolean, nullable=False, server_default=false()),  # as its question, and so is `field`
    Column("field", String),
    # All that reports count by, so that they need not look at the rows.
    Index("ix_answers_counted", "day", "kind", "chosen", "procedure", "channel", "language", "assisted", "field", "id"),
    sqlite_with_rowid=False,
)

RATINGS: Final = Table(
    "ratings",
    METADATA,
    Column("answer", String, ForeignKey("answers.id"), primary_key=True),
    Column("rater", String, primary_key=True),  # Pseudonyms.rater: another one for each answer
    Column("verdict", String, nullable=False),
    Column("reason", String),
    Column("detail", String),
    Column("comment", Text),
    Column("day", Date, nullable=False, index=True),
    Column("once", String, index=True),  # Pseudonyms.once; null: a later one of the same day counts in its place
    Index("ix_ratings_reason", "reason", "day"),
    CheckConstraint("verdict IN ('up', 'down')", name="verdict"),
    CheckConstraint(f"length(comment) <= {MAX_COMMENT}", name="comment"),
    sqlite_with_rowid=False,
)

CONTACTS: Final = Table(
    "contacts",
    METADATA,
    Column("id", String, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("purpose", String, nullable=False),
    Column("consent_version", Integer, nullable=False),
    Column("expires_on", Date, nullable=False, index=True),
    Column("owner", String, nullable=False, server_default=""),  # Pseudonyms.owner: another one for each contact
    sqlite_with_rowid=False,
)

REMINDERS: Final = Table(
    "reminders",
    METADATA,
    Column("contact", String, ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("due", BigInteger, primary_key=True, autoincrement=False, index=True),  # seconds since 1970
    Column("procedure", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("day", Date, nullable=False),  # the one it is about
    Column("language", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("unsure", Integer, nullable=False),  # how often nobody learned whether it arrived
    Column("held_until", BigInteger),  # nobody touches it before, but the one who holds it
    CheckConstraint("subject IN ('result', 'deadline', 'outreach')", name="subject"),
    sqlite_with_rowid=False,
)

PEOPLE: Final = Table(
    "people",
    METADATA,
    Column("person", String, primary_key=True),  # Pseudonyms.person
    Column("role", String, nullable=False),
    CheckConstraint("role IN ('helper', 'reviewer', 'admin')", name="role"),
    sqlite_with_rowid=False,
)

INVITATIONS: Final = Table(
    "invitations",
    METADATA,
    Column("hash", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("expires_on", Date, nullable=False, index=True),
    CheckConstraint("role IN ('helper', 'reviewer', 'admin')", name="role"),
    sqlite_with_rowid=False,
)

UPDATES: Final = Table(
    "updates",
    METADATA,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's own number
    Column("attempts", Integer, nullable=False),
    Column("handled", Boolean, nullable=False),
    Column("day", Date, nullable=False, index=True),  # of the first delivery
    sqlite_with_rowid=False,
)

NOTICES: Final = Table(
    "notices",
    METADATA,
    Column("id", String, primary_key=True),
    Column("scope", String, nullable=False),
    Column("subject", String, nullable=False),  # a field, an office, a commune's name, or "" for all
    Column("vi", Text, nullable=False),
    Column("en", Text),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False, index=True),
    CheckConstraint("scope IN ('all', 'field', 'office', 'commune')", name="scope"),
    sqlite_with_rowid=False,
)

PAUSES: Final = Table(
    "pauses",
    METADATA,
    Column("subject", String, primary_key=True),  # a procedure, or "*" for everything
    Column("vi", Text, nullable=False),
    Column("en", Text),
    sqlite_with_rowid=False,
)

ASSURANCES: Final = Table(
    "assurances",
    METADATA,
    Column("procedure", String, primary_key=True),
    Column("fact", String, primary_key=True),
    Column("digest", String, nullable=False),  # of what was assured; another one: the catalog was changed since
    Column("day", Date, nullable=False, index=True),
    Column("reports", Integer, nullable=False),  # of citizens, on that day until then
    sqlite_with_rowid=False,
)

DOUBTS: Final = Table(
    "doubts",
    METADATA,
    Column("id", String, primary_key=True),
    Column("procedure", String, nullable=False),
    Column("fact", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("day", Date, nullable=False, index=True),
    Column("said", Text),
    CheckConstraint(f"length(said) <= {MAX_COMMENT}", name="said"),
    sqlite_with_rowid=False,
)

POSTER_USES: Final = Table(
    "poster_uses",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("origin", String, primary_key=True),  # where the poster hangs, "" where too many were invented that day
    Column("procedure", String, primary_key=True),  # "" for the start page
    Column("channel", String, primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)

AUDIT: Final = Table(
    "audit",
    METADATA,
    Column("id", String, primary_key=True),
    Column("day", Date, nullable=False, index=True),
    Column("deed", String, nullable=False),
    Column("role", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("said", Text, nullable=False),
    Column("sealed", LargeBinary),  # Pseudonyms.person of the actor, sealed; null once they had it erased
    CheckConstraint(
        "deed IN ('announce', 'withdraw', 'pause', 'resume', 'assure', 'doubt', 'explain', "
        "'take', 'reject', 'merge', 'settle', 'learn', 'unlearn', 'plan', 'cancel')",
        name="deed",
    ),
    CheckConstraint("role IN ('helper', 'reviewer', 'admin')", name="role"),
    sqlite_with_rowid=False,
)

UNANSWERED: Final = Table(
    "unanswered",
    METADATA,
    Column("id", String, primary_key=True),
    Column("about", String, unique=True),  # the procedure that was shown and not meant; null for a group of texts
    Column("state", String, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("stepped_on", Date, nullable=False, index=True),  # the day of the last step
    Column("count", Integer, nullable=False),  # how often it had been asked by then
    Column("procedure", String),  # what it was applied to
    Column("sealed", LargeBinary),  # Pseudonyms.person of who took it, sealed; null where nobody has
    CheckConstraint("state IN ('new', 'assigned', 'applied', 'rejected', 'duplicate')", name="state"),
    sqlite_with_rowid=False,
)

LEARNED: Final = Table(
    "learned",
    METADATA,
    Column("id", String, primary_key=True),
    Column("phrase", String, nullable=False),
    Column("procedure", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("item", String),  # unanswered.id, which may be gone
    CheckConstraint(f"length(phrase) <= {MAX_PHRASE}", name="phrase"),
    sqlite_with_rowid=False,
)

AWAITED: Final = Table(
    "awaited",
    METADATA,
    Column("contact", String, ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),  # unanswered.id and language: in clear it would lead to a text
    sqlite_with_rowid=False,
)

SURVEYS: Final = Table(
    "surveys",
    METADATA,
    Column("once", String, primary_key=True),  # Pseudonyms.once: one a person, a procedure and a day
    Column("day", Date, nullable=False, index=True),
    Column("channel", String, nullable=False),
    Column("language", String, nullable=False),
    Column("procedure", String),
    Column("office", String),
    *(Column(factor, SmallInteger) for factor in FACTORS),
    Column("on_time", Boolean),
    Column("asked_for_more", Boolean),
    Column("paid_extra", Boolean),
    Column("trips", SmallInteger),
    Column("comment", Text),
    Column("assisted", Boolean, nullable=False),
    Column("invited", Boolean, nullable=False),
    *(CheckConstraint(f"{factor} BETWEEN 1 AND 5", name=factor) for factor in FACTORS),
    CheckConstraint(f"trips BETWEEN 1 AND {MAX_TRIPS}", name="trips"),
    CheckConstraint(f"length(comment) <= {MAX_COMMENT}", name="comment"),
    sqlite_with_rowid=False,
)

SURVEY_OFFERS: Final = Table(
    "survey_offers",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("language", String, primary_key=True),
    Column("offered", Integer, nullable=False),
    sqlite_with_rowid=False,
)

SUBSCRIBERS: Final = Table(
    "subscribers",
    METADATA,
    Column("contact", String, ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String, nullable=False),
    Column("digest_on", Date, nullable=False),  # the Monday of the last digest that needs not be sent any more
    Column("alert_on", Date, nullable=False),  # the day of the last alerts that need not be sent any more
    Column("unsure", Integer, nullable=False),  # how often nobody learned whether the next one arrived
    Column("held_until", BigInteger),  # seconds since 1970; nobody touches it before, but the one who holds it
    sqlite_with_rowid=False,
)

ALERTS: Final = Table(
    "alerts",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("procedure", String, primary_key=True),  # "": on that day somebody looked which procedures fell
    sqlite_with_rowid=False,
)
