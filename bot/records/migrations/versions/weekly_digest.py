"""Who wants the digest of a week, and which procedures officials were alerted of."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "subscribers",
        sa.Column("contact", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("digest_on", sa.Date, nullable=False),
        sa.Column("alert_on", sa.Date, nullable=False),
        sa.Column("unsure", sa.Integer, nullable=False),
        sa.Column("held_until", sa.BigInteger),
        sa.PrimaryKeyConstraint("contact", name="pk_subscribers"),
        sa.ForeignKeyConstraint(["contact"], ["contacts.id"], name="fk_subscribers_contact", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "alerts",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("procedure", sa.String, nullable=False),
        sa.PrimaryKeyConstraint("day", "procedure", name="pk_alerts"),
        sqlite_with_rowid=False,
    )
