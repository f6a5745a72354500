"""forecourt step: formats and exit status."""

import json
from pathlib import Path

import jsonschema
import pytest

from forecourt.commands import step
from tests.histories.history import AD, ID, History
from tests.report.test_sarif import LOG


@pytest.fixture
def refused(tmp_path: Path) -> History:
    """A branch that skips the approval."""
    shop = History(tmp_path)
    shop.state("archived")
    shop.commit("mm")
    return shop


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_findings_about_steps_keep_to_the_sarif_standard(refused: History, lang: str) -> None:
    done = refused.run(step.command, "main", "HEAD", "--format", "sarif", "--lang", lang)

    told = json.loads(done.stdout)
    jsonschema.validate(told, LOG)
    [result] = told["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("SP01", "error")
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": AD},
        "region": {"startLine": 5, "startColumn": 8},
    }


def test_a_legal_branch_is_a_sarif_log_without_results(tmp_path: Path) -> None:
    done = History(tmp_path).run(step.command, "main", "HEAD", "--format", "sarif")

    jsonschema.validate(json.loads(done.stdout), LOG)
    assert json.loads(done.stdout)["runs"][0]["results"] == []


def test_findings_are_annotations_for_the_forge(refused: History) -> None:
    done = refused.run(step.command, "main", "HEAD", "--format", "github")

    assert done.exit_code == 1
    assert done.stdout.startswith(f"::error file={AD},line=5,col=8,title=SP01 {ID} state::流程里没有从")


def test_the_comment_fails_as_every_other_format_does(refused: History) -> None:
    assert refused.run(step.command, "main", "HEAD", "--format", "markdown").exit_code == 1
    assert refused.run(step.command, "main", "main", "--format", "markdown").exit_code == 0


def test_a_comment_that_cannot_be_made_is_no_text_at_all(refused: History) -> None:
    done = refused.run(step.command, "main", "nowhere", "--format", "markdown")

    assert (done.exit_code, done.stdout) == (2, "")
