"""The first tables: conversations, questions, asked texts, answers, ratings, contacts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "conversations",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_conversations"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_conversations_person", "conversations", ["person"])
    op.create_table(
        "questions",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("aspect", sa.String),
        sa.Column("procedure", sa.String),
        sa.Column("assisted", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_questions_day", "questions", ["day"])
    op.create_table(
        "asked_texts",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("procedure", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_asked_texts"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_asked_texts_day", "asked_texts", ["day"])
    op.create_table(
        "answers",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("question", sa.String),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("procedure", sa.String),
        sa.Column("chosen", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
        sa.ForeignKeyConstraint(["question"], ["questions.id"], name="fk_answers_question", ondelete="SET NULL"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_answers_question", "answers", ["question"])
    op.create_index("ix_answers_day", "answers", ["day"])
    op.create_table(
        "ratings",
        sa.Column("answer", sa.String, nullable=False),
        sa.Column("rater", sa.String, nullable=False),
        sa.Column("verdict", sa.String, nullable=False),
        sa.Column("reason", sa.String),
        sa.Column("detail", sa.String),
        sa.Column("comment", sa.Text),
        sa.Column("day", sa.Date, nullable=False),
        sa.CheckConstraint("verdict IN ('up', 'down')", name=op.f("ck_ratings_verdict")),
        sa.CheckConstraint("length(comment) <= 300", name=op.f("ck_ratings_comment")),
        sa.PrimaryKeyConstraint("answer", "rater", name="pk_ratings"),
        sa.ForeignKeyConstraint(["answer"], ["answers.id"], name="fk_ratings_answer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_ratings_day", "ratings", ["day"])
    op.create_table(
        "contacts",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("consent_version", sa.Integer, nullable=False),
        sa.Column("expires_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contacts"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_contacts_expires_on", "contacts", ["expires_on"])
