"""Runs the migrations on the connection that `Database.migrate` gives."""

from alembic import context

from bot.records.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
