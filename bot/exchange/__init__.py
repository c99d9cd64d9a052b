"""The catalog out for other programs and for paper; the national portal's titles in."""
