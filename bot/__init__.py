"""Một Cửa: an assistant that tells citizens how to get an administrative procedure done."""
