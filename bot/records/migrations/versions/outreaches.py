"""Events in the field: who belongs to them, whom they helped, and what the audit and reminders may hold for them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_DEEDS = (
    "deed IN ('announce', 'withdraw', 'pause', 'resume', 'assure', 'doubt', 'explain', "
    "'take', 'reject', 'merge', 'settle', 'learn', 'unlearn', 'plan', 'cancel')"
)
_OUTCOMES = "outcome IN ('filed_online', 'papers_missing', 'sent_to_desk', 'vneid_installed', 'not_found', 'other')"


def upgrade() -> None:
    """Makes the tables; a text knows at which event it was asked."""
    op.add_column("asked_texts", sa.Column("outreach", sa.String))
    op.create_table(
        "outreaches",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("commune", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("begins", sa.Time, nullable=False),
        sa.Column("ends", sa.Time, nullable=False),
        sa.Column("joined_by", sa.String, nullable=False),
        sa.Column("coordinated_by", sa.String),
        sa.Column("counts_frail", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("cancelled", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.CheckConstraint("length(place) <= 80", name=op.f("ck_outreaches_place")),
        sa.PrimaryKeyConstraint("id", name="pk_outreaches"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_outreaches_day", "outreaches", ["day"])
    op.create_table(
        "serving",
        sa.Column("member", sa.String, nullable=False),
        sa.Column("outreach", sa.String, nullable=False),
        sa.Column("part", sa.String, nullable=False),
        sa.Column("contact", sa.String),
        sa.CheckConstraint("part IN ('helper', 'coordinator')", name=op.f("ck_serving_part")),
        _of_outreach("serving"),
        sa.ForeignKeyConstraint(["contact"], ["contacts.id"], name="fk_serving_contact", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("member", name="pk_serving"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_serving_outreach", "serving", ["outreach"])
    op.create_table(
        "helped",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("outreach", sa.String, nullable=False),
        sa.Column("hour", sa.SmallInteger, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("procedure", sa.String),
        sa.Column("verdict", sa.String),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f("ck_helped_hour")),
        sa.CheckConstraint(_OUTCOMES, name=op.f("ck_helped_outcome")),
        sa.CheckConstraint("verdict IN ('up', 'down')", name=op.f("ck_helped_verdict")),
        _of_outreach("helped"),
        sa.PrimaryKeyConstraint("id", name="pk_helped"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_helped_outreach", "helped", ["outreach"])
    op.create_table(
        "lacked",
        sa.Column("helped", sa.String, nullable=False),
        sa.Column("paper", sa.String, nullable=False),
        sa.ForeignKeyConstraint(["helped"], ["helped.id"], name="fk_lacked_helped", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("helped", "paper", name="pk_lacked"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "frail",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("outreach", sa.String, nullable=False),
        _of_outreach("frail"),
        sa.PrimaryKeyConstraint("id", name="pk_frail"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_frail_outreach", "frail", ["outreach"])
    op.create_table(
        "home_visits",
        sa.Column("contact", sa.String, nullable=False),
        sa.Column("outreach", sa.String, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(["contact"], ["contacts.id"], name="fk_home_visits_contact", ondelete="CASCADE"),
        _of_outreach("home_visits"),
        sa.PrimaryKeyConstraint("contact", name="pk_home_visits"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_home_visits_outreach", "home_visits", ["outreach"])
    op.create_table(
        "boards",
        sa.Column("outreach", sa.String, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("shown", sa.String),
        sa.Column("next_edit", sa.BigInteger, nullable=False, server_default="0"),
        _of_outreach("boards"),
        sa.PrimaryKeyConstraint("outreach", name="pk_boards"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("audit", table_kwargs={"sqlite_with_rowid": False}) as audit:
        audit.drop_constraint(op.f("ck_audit_deed"), type_="check")
        audit.create_check_constraint(op.f("ck_audit_deed"), _DEEDS)
    with op.batch_alter_table("reminders", table_kwargs={"sqlite_with_rowid": False}) as reminders:
        reminders.drop_constraint(op.f("ck_reminders_subject"), type_="check")
        reminders.create_check_constraint(op.f("ck_reminders_subject"), "subject IN ('result', 'deadline', 'outreach')")


def _of_outreach(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["outreach"], ["outreaches.id"], name=f"fk_{table}_outreach", ondelete="CASCADE")
