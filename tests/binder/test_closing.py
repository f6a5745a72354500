"""The last page: one fingerprint for all files, which anybody can work out again."""

import hashlib

from forecourt.binder.book import VOLUMES, volume
from tests.binder.make import COMMIT, edition


def test_the_fingerprint_is_that_of_the_list_as_sha256sum_writes_it() -> None:
    made = volume(edition(), VOLUMES[0])
    lines = [f"{row.cells[2]}  {row.cells[1]}\n" for row in made.manifest.rows]

    assert [(fact.label, fact.value) for fact in made.back] == [
        ("所列记录和文件数", str(len(lines))),
        ("清单校验值（sha256）", hashlib.sha256("".join(lines).encode()).hexdigest()),
        ("提交号", COMMIT),
    ]
