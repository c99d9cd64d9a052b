from tests.actors.fixtures import channel, door, house, telegram
from tests.records.conftest import postgres

__all__ = ["channel", "door", "house", "postgres", "telegram"]
