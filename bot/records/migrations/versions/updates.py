"""Which of Telegram's updates were handled."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "updates",
        sa.Column("update_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("handled", sa.Boolean, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_updates"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_updates_day", "updates", ["day"])
