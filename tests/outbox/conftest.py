from tests.actors.fixtures import house, telegram
from tests.records.conftest import backend, database, postgres, records, url

__all__ = ["backend", "database", "house", "postgres", "records", "telegram", "url"]
