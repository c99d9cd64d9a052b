"""How often each poster led somebody here."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "poster_uses",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("procedure", sa.String, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "origin", "procedure", "channel", name="pk_poster_uses"),
        sqlite_with_rowid=False,
    )
