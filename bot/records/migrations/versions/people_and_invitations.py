"""Roles: who has one, and the invitations by which they are given."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "people",
        sa.Column("person", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.CheckConstraint("role IN ('helper', 'reviewer', 'admin')", name=op.f("ck_people_role")),
        sa.PrimaryKeyConstraint("person", name="pk_people"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "invitations",
        sa.Column("hash", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False),
        sa.CheckConstraint("role IN ('helper', 'reviewer', 'admin')", name=op.f("ck_invitations_role")),
        sa.PrimaryKeyConstraint("hash", name="pk_invitations"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_invitations_expires_on", "invitations", ["expires_on"])
