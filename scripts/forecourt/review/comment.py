"""The one comment on a pull request: what it moves, what stands in its way, who is next, what it costs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Final

from msgspec import Struct

from forecourt.checking.steps import StepCheck
from forecourt.model.finding import Finding, Severity
from forecourt.model.vocabulary import EVIDENCE, ROLES
from forecourt.report.report import SEVERITIES, Report
from forecourt.review import sums
from forecourt.review.figures import Deadline, deadlines, month_changes
from forecourt.review.markdown import bold, code, shown, table
from forecourt.review.moves import Move, Way, moves
from forecourt.store.ends import Ends
from forecourt.words.catalogue import Words
from forecourt.words.text import N_, Text, text

# .ci/comment finds the old comment by it; the fingerprint behind it tells whether anything changed, and
# "nothing" that a pull request without records needs no first comment.
MARKER: Final = "<!-- forecourt:step "
NOTHING: Final = " nothing"
MOST_ROWS: Final = 40
MOST_FINDINGS: Final = 20
MOST_MONTHS: Final = 6
# GitHub takes 65,536 characters.
MOST_CHARACTERS: Final = 60_000
_DASH: Final = "—"
_BREAK: Final = "<br>"
_SIGNS: Final = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "💡"}


def as_comment(check: StepCheck, ends: Ends, words: Words, since: Mapping[str, date]) -> str:
    """The comment as Markdown, below a hidden marker with a fingerprint of the rest.

    `since` tells when the touched records came into their states on the target branch, by id without case.
    It names no commit and no present day, so that it is posted again only when it says something else.
    """
    report = Report(findings=check.findings, files=check.judged, sources=check.sources)
    writer = _Writer(check, ends, words, since)
    body = _fitting(writer.head(report), writer.sections(report), words)
    nothing = "" if report.files or report.findings else NOTHING
    return f"{MARKER}{sha256(body.encode()).hexdigest()[:16]}{nothing} -->\n{body}"


def _fitting(head: str, sections: Iterator[str], words: Words) -> str:
    parts, left = [head], MOST_CHARACTERS - len(head)
    for section in sections:
        left -= len(section) + 2
        if left < 0:
            parts.append(words.say(N_("The rest is too long for a comment; see: ./forecourt step")))
            break
        parts.append(section)
    return "\n\n".join(parts)


class _Writer(Struct, frozen=True):
    """Writes each section in one language."""

    check: StepCheck
    ends: Ends
    words: Words
    since: Mapping[str, date]

    def head(self, report: Report) -> str:
        """Whether it can be merged, in one line."""
        parts = [
            text(N_("{count} {severity}(s)"), count=report.count(severity), severity=Text(word))
            for severity, word in SEVERITIES.items()
            if report.count(severity)
        ]
        can = N_("Every step is in order, so it can be merged")
        noted = N_("Every step is in order, so it can be merged; {parts} to look at")
        cannot = N_("It cannot be merged: {parts}")
        template = cannot if report.count(Severity.ERROR) else noted if parts else can
        sign = "❌" if report.count(Severity.ERROR) else "✅"
        if not report.files and not parts:
            return "✅ " + bold(self.words.say(N_("No record changes, so there is no step to judge")))
        return f"{sign} {bold(self.words.say(text(template, parts=parts) if parts else template))}"

    def sections(self, report: Report) -> Iterator[str]:
        """Everything below the headline, the most urgent first."""
        found = moves(self.check)
        if report.findings:
            yield self._section(N_("What must be put right"), self._findings(report.findings))
        if found:
            yield self._section(N_("Records that change"), self._moves(found))
        lacking = [line for move in found if (line := self._proofs(move))]
        if lacking:
            yield self._section(N_("Proofs still missing"), self._cut(lacking, MOST_ROWS))
        yield from self._months()
        limits = deadlines(self.ends, self.check.law.today, self.since, self._entered())
        if limits:
            yield self._section(N_("Deadlines of these records"), self._deadlines(limits))

    def _section(self, title: str, body: str) -> str:
        return f"### {self.words.say(title)}\n\n{body}"

    def _cut(self, lines: Sequence[str], most: int) -> str:
        """At most `most` lines of a list, then how many more there are."""
        rest = [f"- {self._more(len(lines) - most)}"] if len(lines) > most else []
        return "\n".join([*lines[:most], *rest])

    def _more(self, count: int) -> str:
        return self.words.say(text(N_("… and {count} more"), count=count))

    # Findings.

    def _findings(self, findings: Sequence[Finding]) -> str:
        order = list(_SIGNS)
        urgent = sorted(findings, key=lambda one: order.index(one.severity))
        return self._cut([self._finding(one) for one in urgent], MOST_FINDINGS)

    def _finding(self, one: Finding) -> str:
        about = " · ".join(code(part) for part in (one.record, f"{one.path}:{one.line}") if part)
        message, hint = (shown(self.words.say(part), 600) for part in (one.message, one.hint))
        return f"- {_SIGNS[one.severity]} {bold(one.code)} {message}{_BREAK}→ {hint}{_BREAK}{about}"

    # Records that move.

    def _moves(self, found: Sequence[Move]) -> str:
        columns = (N_("Record"), N_("State"), N_("Steps taken here"), N_("Next, and by whom"))
        rows = [self._row(move) for move in found[:MOST_ROWS]]
        told = table([self.words.say(column) for column in columns], rows)
        return f"{told}\n\n{self._more(len(found) - MOST_ROWS)}" if len(found) > MOST_ROWS else told

    def _row(self, move: Move) -> list[str]:
        taken = [" · ".join(shown(part) for part in (label, *people)) for label, people in move.taken]
        name = shown(move.title, 60)
        return [
            f"{name}{_BREAK}{code(move.id)}" if name else code(move.id),
            self._states(move),
            _BREAK.join(taken) or _DASH,
            _BREAK.join(self._way(way) for way in move.ways) or _DASH,
        ]

    def _states(self, move: Move) -> str:
        if not move.after:
            gone = N_("cannot be read") if not move.is_readable else N_("deleted")
            return f"{shown(move.before) or _DASH} → {bold(self.words.say(gone))}"
        if not move.before:
            return f"{self.words.say(N_('new'))} → {bold(shown(move.after))}"
        if move.taken or move.before != move.after:
            return f"{shown(move.before)} → {bold(shown(move.after))}"
        return self.words.say(text(N_("{state}, content changed"), state=shown(move.after)))

    def _way(self, way: Way) -> str:
        roles = [Text(ROLES.terms[role]) for role in way.roles]
        people = [shown(name) for name in way.people]
        who = text(N_("{people} ({roles})"), people=people, roles=roles)
        if not way.people:
            who = text(N_("nobody on the staff may ({roles})"), roles=roles)
        told = text(N_("{step}: {who}"), step=shown(way.step.label), who=who)
        if way.given and not way.lacking:
            told = text(N_("{step}: approved, take the step"), step=shown(way.step.label))
        elif way.given:
            given = [shown(name) for name in way.given]
            told = text(
                N_("{told}; {given} approved, {lacking} more needed"),
                told=told,
                given=given,
                lacking=way.lacking,
            )
        return self.words.say(told)

    def _proofs(self, move: Move) -> str:
        told = [
            self.words.say(
                text(
                    N_('before "{state}": {proofs}'),
                    state=shown(way.target),
                    proofs=[Text(EVIDENCE.terms[kind]) for kind in way.proofs],
                )
            )
            for way in move.ways
            if way.proofs
        ]
        return f"- {shown(move.title, 60)} {code(move.id)}{_BREAK}{_BREAK.join(told)}" if told else ""

    # Money, quotas, days.

    def _months(self) -> Iterator[str]:
        changes = month_changes(self.ends)
        for change in changes[:MOST_MONTHS]:
            title = text(N_("Money and quotas of {month}"), month=str(change.month))
            yield f"### {self.words.say(title)}\n\n{sums.month(change, self.words)}"
        if len(changes) > MOST_MONTHS:
            yield self._more(len(changes) - MOST_MONTHS)

    def _entered(self) -> dict[str, date]:
        """When the branch moved records into the states that they are in now."""
        days = {commit.id: commit.author.day for commit in self.check.branch.commits}
        return {
            trail.version.id.casefold(): days[trail.taken[-1].commit]
            for trail in self.check.scene.live.values()
            if trail.taken and trail.taken[-1].commit in days
        }

    def _deadlines(self, limits: Sequence[Deadline]) -> str:
        columns = (N_("Record"), N_("State before, and its last day"), N_("State after, and its last day"))
        rows = [
            [
                f"{shown(one.record.title, 60)}{_BREAK}{code(one.record.id)}",
                *(self._due(due) for due in (one.before, one.after)),
            ]
            for one in limits[:MOST_ROWS]
        ]
        told = table([self.words.say(column) for column in columns], rows)
        return f"{told}\n\n{self._more(len(limits) - MOST_ROWS)}" if len(limits) > MOST_ROWS else told

    def _due(self, due: sums.MaybeDue) -> str:
        return _DASH if due is None else sums.due(due, self.words)
