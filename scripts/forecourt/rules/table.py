"""The one visible table of rules: class of records -> its rules, in the order in which they run."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from forecourt.kinds.ad import Ad
from forecourt.kinds.amendment import Amendment
from forecourt.kinds.archive import Archive
from forecourt.kinds.common import Common
from forecourt.kinds.dealership import Dealership
from forecourt.kinds.delegation import Delegation
from forecourt.kinds.directive import Directive
from forecourt.kinds.event import Event
from forecourt.kinds.month import MonthPlan
from forecourt.kinds.press import Press
from forecourt.kinds.procedure import Procedure
from forecourt.kinds.programme import Programme
from forecourt.kinds.staff import Staff
from forecourt.model.record import Record
from forecourt.rules import (
    amendments,
    amounts,
    approvers,
    archives,
    articles,
    budgets,
    channel_proofs,
    days,
    delegations,
    effects,
    evidence,
    identity,
    links,
    people,
    procedures,
    rate_cards,
    references,
    states,
)
from forecourt.rules.engine import Rule, Rules

EVERY_RECORD: Final[tuple[Rule, ...]] = (
    identity.id_taken,
    identity.id_is_not_file_name,
    identity.id_of_another_kind,
    identity.wrong_folder,
    identity.no_dealership,
    references.no_such_record,
    references.record_of_wrong_kind,
    references.owner_left,
    references.approver_not_on_staff,
    references.role_not_held,
    evidence.leaves_repository,
    evidence.no_file,
    evidence.empty_file,
    evidence.other_fingerprint,
    evidence.file_too_large,
    evidence.same_file_twice,
    evidence.proof_of_another_record,
    evidence.demanded_by_state,
    channel_proofs.demanded_by_channel,
    channel_proofs.awaited_of_channel,
    evidence.other_form,
    evidence.broken_off,
    links.leads_out,
    links.leads_nowhere,
    states.undeclared_state,
    states.no_procedure,
    states.required_by_state,
    states.no_approval,
    states.approved_by_owner,
    states.approved_in_wrong_role,
    days.ends_before_it_begins,
    days.not_happened_yet,
)

_BY_CLASS: Final[Mapping[type[Record], tuple[Rule, ...]]] = {
    Common: EVERY_RECORD,
    Ad: (
        identity.folder_of_another_month,
        references.unknown_model,
        references.no_month_record,
        amounts.wrong_net_cost,
        amounts.odd_discount,
        amounts.contract_above_plan,
        amounts.invoice_above_contract,
        amounts.paid_above_invoice,
        amounts.amount_without_paper,
        amounts.invoice_used_twice,
        amounts.contract_of_another_outlet,
        rate_cards.other_channel_than_outlet,
        rate_cards.rate_card_not_valid,
        rate_cards.other_price_than_rate_card,
        amounts.signature_missing,
        days.outside_its_month,
        days.copy_deadline_too_late,
        days.contract_after_start,
    ),
    Amendment: (
        identity.listed_twice,
        amendments.nothing_to_amend,
        amendments.unknown_field_amended,
        amendments.not_amendable,
        amendments.amends_nothing,
    ),
    Archive: (
        archives.code_reused,
        archives.archived_twice,
        archives.archived_without_running,
        archives.kept_too_short,
        archives.code_of_other_fonds,
        archives.archived_in_other_month,
    ),
    Dealership: (identity.second_dealership, identity.listed_twice),
    Delegation: (
        delegations.not_granted,
        delegations.role_not_to_lend,
        delegations.lent_to_oneself,
        delegations.lent_for_long,
        delegations.lent_for_unknown_kind,
    ),
    Directive: (days.due_before_received, days.replied_before_received),
    Event: (
        references.unknown_model,
        references.no_month_record,
        days.outside_its_month,
        days.report_before_end,
    ),
    MonthPlan: (
        identity.folder_of_another_month,
        identity.second_month,
        identity.listed_twice,
        references.unknown_model,
        references.programme_does_not_cover_month,
        states.rests_on_draft_programme,
        budgets.channel_exceeded,
        budgets.month_exceeded,
        budgets.budgets_promise_too_much,
        budgets.basis_not_given,
        effects.fewer_than_ads,
        effects.source_not_asked,
    ),
    Press: (
        references.unknown_model,
        references.no_month_record,
        articles.paid_without_label,
        articles.label_not_proved,
        articles.published_without_day,
        articles.published_nowhere,
        articles.editorial_with_cost,
        articles.outlet_without_tier,
    ),
    Procedure: (
        procedures.for_unknown_kind,
        procedures.second_in_force,
        procedures.step_of_unknown_state,
        procedures.unreachable_state,
        procedures.dead_end,
        procedures.state_declared_twice,
        procedures.unknown_field,
        procedures.limit_from_no_day,
        procedures.role_of_nobody,
        procedures.no_beginning,
        procedures.no_prose,
        approvers.approvers_without_approval,
        approvers.approvals_count_again,
        approvers.first_state_counts,
        approvers.signs_nothing,
        approvers.born_closed,
        approvers.steps_frozen,
    ),
    Programme: (identity.listed_twice,),
    Staff: (people.email_of_two, people.key_of_two),
}

RULES: Final[Rules] = MappingProxyType(_BY_CLASS)
