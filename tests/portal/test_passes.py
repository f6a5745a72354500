"""An edit while `serve` runs: what is looked for first is made first."""

from msgspec.structs import replace

from forecourt.portal.site import passes
from tests.portal.make import inputs, page, site
from tests.rules.small import AD, EVENT, changed

PAGE, LIST = f"ad/{AD}.md", "ad/index.md"
OTHER = f"event/{EVENT}.md"


def test_the_page_of_the_record_comes_before_the_lists_and_the_lists_before_everything_else() -> None:
    before = site()
    stale = replace(before, files={**before.files, OTHER: b"# old"})

    now = inputs(changed(AD, title="云岭Y7 上市跨页"))
    at_once, soon, whole = passes(now, stale, {AD.casefold()})

    assert [path for path in at_once.files if at_once.files[path] != stale.files[path]] == [PAGE]
    assert "上市跨页" in page(at_once, PAGE)
    assert "上市跨页" in page(soon, LIST)
    assert soon.files[OTHER] == b"# old"
    assert page(whole, OTHER) != "# old"
    assert whole.files == site(changed(AD, title="云岭Y7 上市跨页")).files


def test_a_new_page_waits_for_the_lists_that_it_may_name() -> None:
    before = site()
    files = {path: data for path, data in before.files.items() if path != PAGE}

    made = list(passes(inputs(), replace(before, files=files), {AD.casefold()}))

    assert len(made) == 2
    assert PAGE in made[0].files


def test_a_proof_that_comes_or_goes_waits_too() -> None:
    before = replace(site(), thumbs={})

    assert len(list(passes(inputs(), before, {AD.casefold()}))) == 2


def test_the_first_build_is_made_once() -> None:
    assert len(list(passes(inputs(), None, frozenset()))) == 1
