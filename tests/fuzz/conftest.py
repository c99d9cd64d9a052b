from tests.actors.fixtures import house

__all__ = ["house"]
