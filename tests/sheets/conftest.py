"""The dealership that sheets are read into."""

from tests.sheets.shop import shop

__all__ = ["shop"]
