"""QR codes (ISO/IEC 18004) as rows of dark modules."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import Final

QUIET: Final = 4
"""Modules that stay white around a code (ISO/IEC 18004, 9.1)."""


class AddressTooLong(ValueError):
    """Raised when an address is longer than a code can hold, or than a phone still reads."""


MOST_MODULES: Final = 69
"""A side of more modules (version 13) is too fine for the smallest poster and an old phone."""


class Matrix:
    """The code of an address with error correction M (15 % may be dirty) or, where that costs no room, better."""

    def __init__(self, address: str) -> None:
        """Raises `AddressTooLong`."""
        import segno  # no answer needs it

        try:
            code = segno.make_qr(address, error="m", boost_error=True)
        except segno.DataOverflowError as error:
            raise AddressTooLong(f"{address}: {error}; use a shorter address.") from None
        self.modules = len(code.matrix)
        if self.modules > MOST_MODULES:
            raise AddressTooLong(f"{address}: too long for a code that an old phone reads; use a shorter address.")
        self._rows = code.matrix

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Row, column and length, in modules, of every horizontal run of dark ones."""
        for row, modules in enumerate(self._rows):
            column = 0
            for dark, run in groupby(modules):
                length = len(list(run))
                if dark:
                    yield row, column, length
                column += length


@lru_cache(maxsize=64)
def matrix(address: str) -> Matrix:
    """The code of an address, kept for a while: to find room for it and to draw it takes several looks."""
    return Matrix(address)


def sides(address: str, room: float) -> tuple[float, float]:
    """How large a code is, and how much stays white around it, in `room` (mm each). Raises `AddressTooLong`."""
    module = room / (matrix(address).modules + 2 * QUIET)
    return room - 2 * QUIET * module, QUIET * module


def png(address: str) -> bytes:
    """The code of an address as a picture to send or to print, ten dots a module. Raises `AddressTooLong`."""
    import segno  # no answer needs it

    matrix(address)  # what an old phone cannot read is refused
    file = BytesIO()
    segno.make_qr(address, error="m", boost_error=True).save(file, kind="png", scale=10, border=QUIET)
    return file.getvalue()
