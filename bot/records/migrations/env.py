"""Runs the migrations on the connection that `Database.migrate` gives."""

from alembic import context

from bot.records.outreach_tables import OUTREACHES

context.configure(connection=context.config.attributes["connection"], target_metadata=OUTREACHES.metadata)
with context.begin_transaction():
    context.run_migrations()
