"""The tables of events in the field. The one moment they hold tells when a message may be edited again."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    false,
)

from bot.records.outreach import MAX_PLACE
from bot.records.schema import METADATA

OUTREACHES: Final = Table(
    "outreaches",
    METADATA,
    Column("id", String, primary_key=True),
    Column("place", Text, nullable=False),
    Column("commune", String, nullable=False),
    Column("day", Date, nullable=False, index=True),
    Column("begins", Time, nullable=False),
    Column("ends", Time, nullable=False),
    Column("joined_by", String, nullable=False),
    Column("coordinated_by", String),
    Column("counts_frail", Boolean, nullable=False, server_default=false()),
    Column("cancelled", Boolean, nullable=False, server_default=false()),
    CheckConstraint(f"length(place) <= {MAX_PLACE}", name="place"),
    sqlite_with_rowid=False,
)

SERVING: Final = Table(
    "serving",
    METADATA,
    Column("member", String, primary_key=True),  # Pseudonyms.member: another one for each event
    Column("outreach", String, ForeignKey("outreaches.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("part", String, nullable=False),
    Column("contact", String, ForeignKey("contacts.id", ondelete="SET NULL")),  # only of a co-ordinator who agreed
    CheckConstraint("part IN ('helper', 'coordinator')", name="part"),
    sqlite_with_rowid=False,
)

HELPED: Final = Table(
    "helped",
    METADATA,
    Column("id", String, primary_key=True),
    Column("outreach", String, ForeignKey("outreaches.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("hour", SmallInteger, nullable=False),
    Column("channel", String, nullable=False),
    Column("language", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("procedure", String),
    Column("verdict", String),
    CheckConstraint("hour BETWEEN 0 AND 23", name="hour"),
    CheckConstraint(
        "outcome IN ('filed_online', 'papers_missing', 'sent_to_desk', 'vneid_installed', 'not_found', 'other')",
        name="outcome",
    ),
    CheckConstraint("verdict IN ('up', 'down')", name="verdict"),
    sqlite_with_rowid=False,
)

LACKED: Final = Table(
    "lacked",
    METADATA,
    Column("helped", String, ForeignKey("helped.id", ondelete="CASCADE"), primary_key=True),
    Column("paper", String, primary_key=True),
    sqlite_with_rowid=False,
)

FRAIL: Final = Table(
    "frail",
    METADATA,
    Column("id", String, primary_key=True),
    Column("outreach", String, ForeignKey("outreaches.id", ondelete="CASCADE"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

HOME_VISITS: Final = Table(
    "home_visits",
    METADATA,
    Column("contact", String, ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("outreach", String, ForeignKey("outreaches.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),  # what they said, and their language
    Column("told", Boolean, nullable=False, server_default=false()),  # whether the co-ordinator has it
    sqlite_with_rowid=False,
)

BOARDS: Final = Table(
    "boards",
    METADATA,
    Column("outreach", String, ForeignKey("outreaches.id", ondelete="CASCADE"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),  # the group's number
    Column("message", BigInteger),  # Telegram's number of the message that is edited in place
    Column("shown", String),  # a digest of what it shows
    Column("next_edit", BigInteger, nullable=False, server_default="0"),  # seconds since 1970; nobody edits before
    sqlite_with_rowid=False,
)
