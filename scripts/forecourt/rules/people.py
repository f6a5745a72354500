"""Rules about the staff: whose commit it is must never be in doubt (M1, M12)."""

from collections.abc import Callable, Iterator

from forecourt.kinds.staff import Staff
from forecourt.model.codes import code
from forecourt.model.finding import Problem
from forecourt.model.unread import readable
from forecourt.rules.sight import Sight, has_left
from forecourt.words.text import N_, text


@code("SF01")
def email_of_two(person: Staff, sight: Sight) -> Iterator[Problem]:
    """Two people on the staff have the same e-mail address.

    The address in a commit says who took a step. With two owners it says nothing, and neither of them can
    approve anything. Capital letters make no difference. Who has left is not counted.
    """
    for index, other in _shared(person, sight, lambda one: one.emails, str.casefold):
        yield Problem(
            code="SF01",
            field=f"emails.{index}",
            message=text(N_("{name} ({id}) has this e-mail address too"), name=other.title, id=other.id),
            hint=text(N_("Give each person an address of their own")),
        )


@code("SF02")
def key_of_two(person: Staff, sight: Sight) -> Iterator[Problem]:
    """Two people on the staff have the same signing key.

    A signature proves who signed only while nobody else holds the key. The comment behind a key makes no
    difference.
    """
    for index, other in _shared(person, sight, lambda one: one.ssh_keys, _without_comment):
        yield Problem(
            code="SF02",
            field=f"ssh_keys.{index}",
            message=text(N_("{name} ({id}) has this signing key too"), name=other.title, id=other.id),
            hint=text(N_("Each person makes a key of their own: ssh-keygen -t ed25519")),
        )


def _without_comment(key: str) -> str:
    return " ".join(key.split()[:2])


def _shared(
    person: Staff, sight: Sight, held: Callable[[Staff], tuple[str, ...]], same: Callable[[str], str]
) -> Iterator[tuple[int, Staff]]:
    """Place of each of the person's items that a colleague holds too, with the first such colleague."""
    if has_left(person, sight.today):
        return
    others = [one for one in sight.of(Staff) if one is not person and not has_left(one, sight.today)]
    for index, item in readable(held(person)):
        for other in others:
            if same(item) in {same(theirs) for _, theirs in readable(held(other))}:
                yield index, other
                break
