"""A JSON Schema of procedure files for editors: `python -m bot.catalog.schema` writes docs/catalog.schema.json."""

import json
import sys
from typing import Any, Final

from pydantic import TypeAdapter

from bot.catalog.model import Procedure

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema() -> str:
    """The schema (JSON Schema 2020-12) of a file under `catalog/commune`, `district` or `province`."""
    described: dict[str, Any] = {"$schema": DIALECT, **TypeAdapter(Procedure).json_schema(mode="validation")}
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema())
