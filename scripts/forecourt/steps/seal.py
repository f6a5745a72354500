"""The seal of an approval: a fingerprint of what was approved."""

import json
from hashlib import sha256

from forecourt.kinds.common import Common
from forecourt.kinds.procedure import Step
from forecourt.kinds.values import field_text
from forecourt.steps.law import Law


def seal_of(record: Common, step: Step, by: str, law: Law) -> str:
    """The seal (sha256, hex) of `record` for `step`, approved by the staff id `by`.

    It covers the record's id and owner, the step, the fields that the state behind the step freezes and all
    evidence with its kind and fingerprint. How values are spelt, the order of fields, line ends, comments and
    fields that are not frozen do not matter.
    """
    content = {
        "id": record.id.casefold(),
        "owner": record.owner.casefold(),
        "step": step.name,
        "state": step.to,
        "by": by.casefold(),
        "frozen": {key: field_text(record, key) for key in sorted(law.frozen_in(record.kind, step.to))},
        "evidence": sorted([item.kind, item.sha256] for item in record.evidence),
    }
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
