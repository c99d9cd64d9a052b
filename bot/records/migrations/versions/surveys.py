"""What people say of visits, the field of a question, and which of a person's ratings counts."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_FACTORS = ("access", "formalities", "staff", "result", "feedback")


def upgrade() -> None:
    """Makes the tables; of the ratings that were there, each counts."""
    op.add_column("questions", sa.Column("field", sa.String))
    op.drop_index("ix_questions_day", "questions")
    op.create_index(
        "ix_questions_counted",
        "questions",
        ["day", "kind", "channel", "language", "assisted", "procedure", "field"],
    )
    op.add_column("ratings", sa.Column("once", sa.String))
    op.execute("UPDATE ratings SET once = answer || ':' || rater")
    op.create_index("ix_ratings_once", "ratings", ["once"])
    op.create_index("ix_ratings_reason", "ratings", ["reason", "day"])
    op.create_table(
        "surveys",
        sa.Column("once", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("procedure", sa.String),
        sa.Column("office", sa.String),
        *(sa.Column(factor, sa.SmallInteger) for factor in _FACTORS),
        sa.Column("on_time", sa.Boolean),
        sa.Column("asked_for_more", sa.Boolean),
        sa.Column("paid_extra", sa.Boolean),
        sa.Column("trips", sa.SmallInteger),
        sa.Column("comment", sa.Text),
        sa.Column("assisted", sa.Boolean, nullable=False),
        sa.Column("invited", sa.Boolean, nullable=False),
        *(sa.CheckConstraint(f"{factor} BETWEEN 1 AND 5", name=op.f(f"ck_surveys_{factor}")) for factor in _FACTORS),
        sa.CheckConstraint("trips BETWEEN 1 AND 20", name=op.f("ck_surveys_trips")),
        sa.CheckConstraint("length(comment) <= 300", name=op.f("ck_surveys_comment")),
        sa.PrimaryKeyConstraint("once", name="pk_surveys"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_surveys_day", "surveys", ["day"])
    op.create_table(
        "survey_offers",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("offered", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "channel", "language", name="pk_survey_offers"),
        sqlite_with_rowid=False,
    )
