"""Items of what could not be answered, phrases that officials taught, who wants a note, and deeds in the audit."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_DEEDS = (
    "deed IN ('announce', 'withdraw', 'pause', 'resume', 'assure', 'doubt', 'explain', "
    "'take', 'reject', 'merge', 'settle', 'learn', 'unlearn')"
)
_STATES = "state IN ('new', 'assigned', 'applied', 'rejected', 'duplicate')"


def upgrade() -> None:
    """Makes the tables, adds to the asked texts where they belong, and widens what the audit may hold."""
    op.add_column("asked_texts", sa.Column("assisted", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("asked_texts", sa.Column("item", sa.String))
    op.create_index("ix_asked_texts_item", "asked_texts", ["item"])
    op.create_table(
        "unanswered",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("about", sa.String),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("stepped_on", sa.Date, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("procedure", sa.String),
        sa.Column("sealed", sa.LargeBinary),
        sa.CheckConstraint(_STATES, name=op.f("ck_unanswered_state")),
        sa.PrimaryKeyConstraint("id", name="pk_unanswered"),
        sa.UniqueConstraint("about", name="uq_unanswered_about"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_unanswered_stepped_on", "unanswered", ["stepped_on"])
    op.create_table(
        "learned",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("phrase", sa.String, nullable=False),
        sa.Column("procedure", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("item", sa.String),
        sa.CheckConstraint("length(phrase) <= 120", name=op.f("ck_learned_phrase")),
        sa.PrimaryKeyConstraint("id", name="pk_learned"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "awaited",
        sa.Column("contact", sa.String, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["contact"], ["contacts.id"], name="fk_awaited_contact", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("contact", name="pk_awaited"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("audit", table_kwargs={"sqlite_with_rowid": False}) as audit:
        audit.drop_constraint(op.f("ck_audit_deed"), type_="check")
        audit.create_check_constraint(op.f("ck_audit_deed"), _DEEDS)
