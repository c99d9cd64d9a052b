"""What reviewers say of the catalog's facts, and their deeds in the audit."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_DEEDS = "deed IN ('announce', 'withdraw', 'pause', 'resume', 'assure', 'doubt', 'explain')"


def upgrade() -> None:
    """Makes the tables and widens what the audit may hold."""
    op.create_table(
        "assurances",
        sa.Column("procedure", sa.String, nullable=False),
        sa.Column("fact", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("reports", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("procedure", "fact", name="pk_assurances"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_assurances_day", "assurances", ["day"])
    op.create_table(
        "doubts",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("procedure", sa.String, nullable=False),
        sa.Column("fact", sa.String, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("said", sa.Text),
        sa.CheckConstraint("length(said) <= 300", name=op.f("ck_doubts_said")),
        sa.PrimaryKeyConstraint("id", name="pk_doubts"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_doubts_day", "doubts", ["day"])
    with op.batch_alter_table("audit", table_kwargs={"sqlite_with_rowid": False}) as audit:
        audit.drop_constraint(op.f("ck_audit_deed"), type_="check")
        audit.create_check_constraint(op.f("ck_audit_deed"), _DEEDS)
