"""What people want to be reminded of, and a quick way to find somebody's contacts."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Makes the table. A contact could not be agreed to before, so there is none that would lack an owner."""
    op.execute("DELETE FROM contacts")
    op.add_column("contacts", sa.Column("owner", sa.String, nullable=False, server_default=""))
    op.create_table(
        "reminders",
        sa.Column("contact", sa.String, nullable=False),
        sa.Column("due", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("procedure", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("unsure", sa.Integer, nullable=False),
        sa.Column("held_until", sa.BigInteger),
        sa.CheckConstraint("subject IN ('result', 'deadline')", name=op.f("ck_reminders_subject")),
        sa.PrimaryKeyConstraint("contact", "due", name="pk_reminders"),
        sa.ForeignKeyConstraint(["contact"], ["contacts.id"], name="fk_reminders_contact", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reminders_due", "reminders", ["due"])
