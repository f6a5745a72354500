"""The one visible table of kinds."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from forecourt.kinds import (
    ad,
    amendment,
    appraisal,
    archive,
    binder,
    claim,
    contact,
    dealership,
    delegation,
    directive,
    event,
    exception,
    funnel,
    month,
    outlet,
    override,
    platform,
    policy,
    press,
    print_job,
    procedure,
    programme,
    selfscore,
    sem,
    showroom,
    staff,
    stock,
    survey,
    task,
    waiver,
)
from forecourt.kinds.common import Kind
from forecourt.model.record import Record

KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        module.KIND.name: module.KIND
        for module in (
            dealership,
            staff,
            procedure,
            policy,
            delegation,
            programme,
            month,
            outlet,
            contact,
            directive,
            survey,
            ad,
            press,
            event,
            print_job,
            stock,
            showroom,
            task,
            appraisal,
            archive,
            claim,
            override,
            exception,
            selfscore,
            binder,
            amendment,
            waiver,
            funnel,
            platform,
            sem,
        )
    }
)


def kind_of(record: Record) -> Kind:
    """The kind of a record that was read through the table."""
    return KINDS[record.kind]
