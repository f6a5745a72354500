"""A quotient that keeps both its numbers: exact, rounded only when it is printed, nothing for ÷ 0."""

from fractions import Fraction

from msgspec import Struct


class Ratio(Struct, frozen=True, kw_only=True):
    """`part` ÷ `whole`, in fen or as counts; None: nobody recorded it."""

    part: int | None
    whole: int | None

    @property
    def value(self) -> Fraction | None:
        """The exact quotient; None when a number is missing or the whole is 0."""
        return Fraction(self.part, self.whole) if self.part is not None and self.whole else None

    @property
    def rounded(self) -> int | None:
        """The quotient rounded half up: fen ÷ count gives fen."""
        return None if self.value is None else half_up(self.value)

    @property
    def hundredths_of_percent(self) -> int | None:
        """The quotient as a share in hundredths of a percent, rounded half up: 1 ÷ 3 -> 3333."""
        return None if self.value is None else half_up(self.value * 10_000)


def half_up(value: Fraction) -> int:
    """The nearest whole number; exactly one half goes away from zero, as finance rounds."""
    whole = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return -whole if value < 0 else whole
