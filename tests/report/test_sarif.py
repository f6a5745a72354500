"""Findings as SARIF 2.1.0, held against the parts of the standard that they use."""

import json
from typing import Any

import jsonschema
import pytest

from forecourt.model.finding import Severity
from forecourt.report.sarif import as_sarif
from forecourt.words.catalogue import words_for
from tests.report.make import finding, report

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
COUNT = {"type": "integer", "minimum": 1}
# The standard's sections 3.13, 3.14, 3.18, 3.19, 3.27, 3.28, 3.29, 3.30, 3.49 and 3.50, as far as used here.
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "required": ["artifactLocation", "region"],
            "properties": {
                "artifactLocation": {
                    "required": ["uri"],
                    "properties": {"uri": {"pattern": r"^[A-Za-z0-9._~/%!$&'()*+,;=@-]+$"}},
                    "additionalProperties": False,
                },
                "region": {
                    "required": ["startLine"],
                    "properties": {"startLine": COUNT, "startColumn": COUNT},
                    "additionalProperties": False,
                },
            },
            "additionalProperties": False,
        }
    },
    "additionalProperties": False,
}
RESULT = {
    "required": ["message"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "message": TEXT,
        "locations": {"type": "array", "items": LOCATION},
        "properties": {"type": "object"},
    },
    "additionalProperties": False,
}
RULE = {
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "shortDescription": TEXT,
        "fullDescription": TEXT,
        "defaultConfiguration": {"properties": {"level": LEVEL}, "additionalProperties": False},
    },
    "additionalProperties": False,
}
RUN = {
    "required": ["tool"],
    "properties": {
        "tool": {
            "required": ["driver"],
            "properties": {
                "driver": {
                    "required": ["name"],
                    "properties": {"name": {"type": "string"}, "rules": {"type": "array", "items": RULE}},
                    "additionalProperties": False,
                }
            },
            "additionalProperties": False,
        },
        "language": {"pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": RESULT},
    },
    "additionalProperties": False,
}
LOG = {
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": RUN},
    },
    "additionalProperties": False,
}


def sarif(*findings: Any, lang: str = "zh") -> dict[str, Any]:
    told: dict[str, Any] = json.loads(as_sarif(report(*findings), words_for(lang)))
    return told


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_log_keeps_to_the_standard(lang: str) -> None:
    found = [finding(), finding(code="SH07", severity=Severity.WARNING), finding(severity=Severity.INFO)]

    jsonschema.validate(sarif(*found, lang=lang), LOG)
    jsonschema.validate(sarif(lang=lang), LOG)


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
