"""Competitors as pandas frames: integer fen, hundredths of a percent, days as text, ids (M7, A5)."""

from datetime import date

from forecourt.model.money import format_yuan
from forecourt.model.months import Month
from forecourt.model.record import Records
from forecourt.money.surveys import Change, Offer, Week, changes_of, competitor, newest_offers, weeks_of
from forecourt.tables.display import Display
from forecourt.tables.frames import Row, Table, table
from forecourt.tables.surveys_layout import CHANGES, RIVALS, WEEKS


def survey_tables(display: Display, month: Month, today: date) -> tuple[Table, ...]:
    """The last offers by the end of `month`, or `today` before that; what changed in it; its weeks."""
    records, day = display.records, min(today, month.last_day)
    return (
        table(RIVALS, (_offer(display, one) for one in newest_offers(records, day))),
        table(CHANGES, (_change(records, one) for one in changes_of(records, month))),
        table(WEEKS, (_week(one) for one in weeks_of(records, month, today))),
    )


def car_name(records: Records, code: str, trim: str | None) -> str:
    """The car's name with its trim, the code itself when the dealership record does not know it."""
    found = competitor(records, code)
    name = code if found is None else found.label
    return f"{name} {trim}" if trim else name


def _offer(display: Display, one: Offer) -> Row:
    beside = competitor(display.records, one.car.competitor)
    return (
        one.car.competitor,
        car_name(display.records, one.car.competitor, one.car.trim),
        one.car.trim,
        display.model(beside.model) if beside is not None and beside.model else None,
        one.survey.surveyed_on.isoformat(),
        one.car.guide_price,
        one.car.street_price,
        one.discount,
        one.discount_share.hundredths_of_percent,
        one.change,
        one.car.own_price,
        one.gap,
        one.car.gifts,
        one.car.finance,
        one.car.source,
        one.car.answer,
        one.survey.id,
    )


def _change(records: Records, one: Change) -> Row:
    before, after = (
        format_yuan(value) if isinstance(value, int) else value for value in (one.before, one.after)
    )
    is_money = isinstance(one.before, int) and isinstance(one.after, int)
    return (
        one.offer.survey.surveyed_on.isoformat(),
        car_name(records, one.offer.car.competitor, one.offer.car.trim),
        one.what,
        before,
        after,
        int(one.after) - int(one.before) if is_money and one.after and one.before else None,
        one.offer.survey.id,
    )


def _week(one: Week) -> Row:
    return (
        one.monday.isoformat(),
        one.sunday.isoformat(),
        one.standing,
        sum(len(survey.cars) for survey in one.surveys),
        "；".join(survey.advice for survey in one.surveys if survey.advice),
        " ".join(survey.id for survey in one.surveys),
    )
