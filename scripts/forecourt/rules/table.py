"""The one visible table of rules, in the order in which they run."""

from typing import Final

from forecourt.rules.engine import Rule

RULES: Final[tuple[Rule, ...]] = ()
