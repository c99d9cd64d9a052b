"""An answer's question tells whether a helper asked, and its field: reports count both without looking it up."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Adds the columns, and all that reports count by to the index of days."""
    op.add_column("answers", sa.Column("assisted", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("answers", sa.Column("field", sa.String))
    question = "FROM questions WHERE questions.id = answers.question"
    op.execute(f"UPDATE answers SET assisted = (SELECT assisted {question}) WHERE question IS NOT NULL")  # noqa: S608 - our words
    op.execute(f"UPDATE answers SET field = (SELECT field {question})")  # noqa: S608 - our words
    op.drop_index("ix_answers_day", "answers")
    op.create_index(
        "ix_answers_counted",
        "answers",
        ["day", "kind", "chosen", "procedure", "channel", "language", "assisted", "field", "id"],
    )
