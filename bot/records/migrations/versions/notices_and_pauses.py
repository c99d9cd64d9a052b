"""What officials announce and pause, and the audit of both."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "notices",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("scope", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("vi", sa.Text, nullable=False),
        sa.Column("en", sa.Text),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.CheckConstraint("scope IN ('all', 'field', 'office', 'commune')", name=op.f("ck_notices_scope")),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_notices_last_day", "notices", ["last_day"])
    op.create_table(
        "pauses",
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("vi", sa.Text, nullable=False),
        sa.Column("en", sa.Text),
        sa.PrimaryKeyConstraint("subject", name="pk_pauses"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("deed", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary),
        sa.CheckConstraint("deed IN ('announce', 'withdraw', 'pause', 'resume')", name=op.f("ck_audit_deed")),
        sa.CheckConstraint("role IN ('helper', 'reviewer', 'admin')", name=op.f("ck_audit_role")),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_audit_day", "audit", ["day"])
