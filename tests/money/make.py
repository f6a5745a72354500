"""Records for tests of money: each maker fills what the test does not speak of."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from forecourt.kinds.ad import Ad
from forecourt.kinds.dealership import Dealership, Model
from forecourt.kinds.directive import Directive
from forecourt.kinds.event import CostItem, Event, Figures
from forecourt.kinds.month import ChannelBudget, MonthPlan, Units
from forecourt.kinds.outlet import Outlet
from forecourt.kinds.press import Press
from forecourt.kinds.procedure import Procedure, State, Step
from forecourt.kinds.programme import Fund, PerUnit, Programme, TierPoints
from forecourt.model.months import Month
from forecourt.model.record import Record, Records

NOVEMBER = Month(2026, 11)
YUAN = 100

# A state's day field and its working days, by the state's name.
Limit = tuple[str, int]
Limits = Mapping[str, Limit]
NONE: Limits = {}

# What each state of the tests means: name -> (money, work, who has the ball).
MEANINGS = {
    "draft": ("none", "open", "us"),
    "approved": ("planned", "open", "us"),
    "booked": ("committed", "open", "outlet"),
    "paid": ("spent", "done", "us"),
    "claimed": ("claimed", "done", "manufacturer"),
    "granted": ("granted", "done", "us"),
    "cancelled": ("none", "cancelled", "us"),
}


def common(kind: str, id: str, state: str) -> dict[str, Any]:
    """The first five fields and the place of a record."""
    path = f"plans/2026-11/{id}.md"
    return {"path": path, "body": "", "kind": kind, "id": id, "title": id, "state": state, "owner": "ST-lin"}


def states(**limits: Limit) -> tuple[State, ...]:
    """Every state of MEANINGS; `limits` give a state its day field and working days."""
    return tuple(
        State(
            name=name,
            label=f"状态{name}",
            money=money,
            work=work,
            ball=ball,
            limit_from=limits[name][0] if name in limits else None,
            limit_days=limits[name][1] if name in limits else None,
        )
        for name, (money, work, ball) in MEANINGS.items()
    )


def procedure(
    kind: str, *, state: str = "in_force", version: str = "1.0", limits: Limits = NONE
) -> Procedure:
    """The procedure of a kind, with one step from draft to approved."""
    step = Step(name="approve", label="批准", from_=("draft",), to="approved", roles=("marketing_manager",))
    return Procedure(
        **common("procedure", f"PROC-{kind}-{version}", state),
        for_kind=kind,
        version=version,
        effective_from=date(2026, int(version[0]), 1),
        duties=("M1",),
        states=states(**limits),
        steps=(step,),
    )


def procedures(**limits: Limit) -> list[Record]:
    """Procedures of the kinds that carry money, of months and of directives."""
    return [procedure(kind, limits=limits) for kind in ("ad", "press", "event", "month", "directive")]


def fund(name: str = "main", basis: str = "pick_up", /, **per_unit: int) -> Fund:
    """A fund that pays so many fen a car of each model."""
    return Fund(
        name=name,
        label=f"基金{name}",
        basis=basis,
        match_rate=Decimal(50),
        usable_months=3,
        per_unit=tuple(PerUnit(model=model, amount=amount) for model, amount in per_unit.items()),
    )


def programme(*funds: Fund, **fields: Any) -> Programme:
    """The manufacturer's programme; posted by the working day before the 1st unless `fields` differ."""
    made = Programme(
        **common("programme", "PRG-2026", "in_force"),
        manufacturer="示例厂家",
        effective_from=date(2026, 1, 1),
        effective_to=date(2026, 12, 31),
        funds=funds or (fund(y3=160 * YUAN),),
        press_points=(TierPoints(tier="national", points=5), TierPoints(tier="local", points=1)),
        claim_window_days=30,
        plan_due_day=23,
        deadline_kind="posted",
        deadline_roll="backward",
        courier_days=3,
        ready_workdays_before=2,
    )
    return replace(made, **fields)


def month_plan(month: Month = NOVEMBER, *, state: str = "approved", **fields: Any) -> MonthPlan:
    """A month with 100 pick-ups of Y3, 10,000 yuan own money, and no channel budget."""
    made = MonthPlan(
        **common("month", f"MON-{month}", state),
        month=month,
        programme="PRG-2026",
        units=(Units(model="y3", pick_up=100),),
        own_money=10_000 * YUAN,
        channel_budgets=(),
        press_pieces=4,
        press_points=10,
        event_quota=2,
    )
    return replace(made, **fields)


def budgets(**fen: int) -> tuple[ChannelBudget, ...]:
    """Channel budgets in fen."""
    return tuple(ChannelBudget(channel=channel, amount=amount) for channel, amount in fen.items())


def ad(id: str, state: str, *amounts: int, **fields: Any) -> Ad:
    """A newspaper ad; `amounts` are fen planned, then contracted, then paid."""
    net, contract, paid = (*amounts, *[None] * 3)[:3]
    made = Ad(
        **common("ad", id, state),
        month=NOVEMBER,
        outlet="OUT-daily",
        channel="newspaper",
        theme="试驾季",
        position="汽车版通栏",
        copy_deadline=date(2026, 11, 12),
        flight_start=date(2026, 11, 18),
        flight_end=date(2026, 11, 18),
        insertions=1,
        list_price=net or 0,
        discount=Decimal(10),
        net_cost=net or 0,
        contract_cost=contract,
        paid_cost=paid,
    )
    return replace(made, **fields)


def press(id: str, state: str, outlet: str = "OUT-daily", **fields: Any) -> Press:
    """An unpaid article in the local daily."""
    made = Press(
        **common("press", id, state),
        month=NOVEMBER,
        type="news_release",
        outlet=outlet,
        author="ST-lin",
        paid=False,
        due_on=date(2026, 11, 20),
    )
    return replace(made, **fields)


def event(id: str, state: str, costs: Sequence[tuple[int, int | None]] = (), **fields: Any) -> Event:
    """A showroom event; `costs` are rows of fen budgeted and spent."""
    made = Event(
        **common("event", id, state),
        month=NOVEMBER,
        type="showroom",
        theme="到店礼",
        venue="展厅",
        starts_on=date(2026, 11, 21),
        ends_on=date(2026, 11, 22),
        targets=Figures(),
        costs=tuple(
            CostItem(tab="on_site", item=f"第{place}项", budget=budget, actual=actual)
            for place, (budget, actual) in enumerate(costs, start=1)
        ),
        report_due=date(2026, 11, 27),
    )
    return replace(made, **fields)


def directive(id: str, state: str, due_on: date) -> Directive:
    """Something the manufacturer wants by a day."""
    return Directive(
        **common("directive", id, state),
        type="report",
        month=NOVEMBER,
        sender="厂家市场部",
        received_on=date(2026, 11, 2),
        due_on=due_on,
        asks=("上报总结",),
    )


def outlet(id: str = "OUT-daily", tier: str | None = "local") -> Outlet:
    """A newspaper."""
    return Outlet(
        **common("outlet", id, "signed"),
        type="media",
        channel="newspaper",
        tier=tier,
        legal_name="京畿日报社",
    )


def dealership() -> Dealership:
    """The dealership that sells Y3 and Y7."""
    return Dealership(
        **common("dealership", "DLR-1", "active"),
        legal_name="示例汽车销售有限公司",
        short_name="示例店",
        dealer_code="D001",
        manufacturer="示例厂家",
        receiver="销售督导部",
        city="北京",
        archive_fonds="YL",
        models=(Model(code="y3", label="云岭Y3"), Model(code="y7", label="云岭Y7")),
    )


def records(*items: Record, plan: MonthPlan | None = None, policy: Programme | None = None) -> Records:
    """A dealership with procedures, one programme, one month and `items`."""
    frame = [dealership(), *procedures(), policy or programme(), plan or month_plan(), outlet()]
    return Records(items=(*frame, *items))
