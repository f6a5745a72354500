"""The dealership that exports are read into."""

from tests.intake.shop import shop

__all__ = ["shop"]
