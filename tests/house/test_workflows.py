"""Workflows, forms and hooks are valid, call ./forecourt and nothing from elsewhere."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from forecourt.kinds.table import KINDS
from tests.house.stub import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
PROGRAM = ("scripts", "templates", "tests", ".ci", ".github")
TEMPLATES = sorted((GITHUB / "PULL_REQUEST_TEMPLATE").glob("*.md"))


def complaints(name: str, *arguments: str | Path) -> str:
    """What a tool says when it finds fault, "" when it finds none."""
    command = [Path(sys.executable).with_name(name), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def steps(workflow: Path) -> list[dict[str, Any]]:
    jobs = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
    ],
)
def test_files_follow_their_schema(schema: str, files: list[Path]) -> None:
    assert files
    assert complaints("check-jsonschema", "--builtin-schema", schema, *files) == ""


def test_workflows_pass_the_security_audit() -> None:
    assert complaints("zizmor", "--offline", "--persona=pedantic", "--quiet", GITHUB) == ""


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_use_no_action_and_no_remote_script(workflow: Path) -> None:
    assert [step for step in steps(workflow) if "uses" in step] == []
    text = workflow.read_text(encoding="utf-8")
    assert re.findall(r"curl|wget|pip install|secrets\.", text) == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_that_may_write_checks_out_nothing_but_the_program_of_main(workflow: Path) -> None:
    # YAML takes the key "on" for true.
    content = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    if "pull_request_target" not in content[True]:
        assert not ("pull_request" in content[True] and "write" in str(content["jobs"]))
        return
    lines = [line.strip() for step in steps(workflow) for line in step["run"].splitlines()]

    assert content[True]["pull_request_target"] == {"branches": ["main"]}
    assert [line for line in lines if re.search(r"checkout|switch|worktree|merge|reset|restore", line)] == [
        'git checkout --quiet --detach "$GITHUB_SHA"'
    ]
    assert "${{" not in "\n".join(lines)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_start_without_any_permission(workflow: Path) -> None:
    content = yaml.safe_load(workflow.read_text(encoding="utf-8"))

    assert content["permissions"] == {}
    granted = {name: job["permissions"] for name, job in content["jobs"].items()}
    assert granted in (
        {"records": {"contents": "read"}, "tests": {"contents": "read"}},
        {"publish": {"contents": "write"}},
        {"steps": {"contents": "read", "pull-requests": "write"}},
    )


def test_a_pull_request_runs_the_same_commands_as_a_person() -> None:
    runs = [step["run"] for step in steps(GITHUB / "workflows" / "check.yml")]

    assert [run for run in runs if "git " not in run] == [
        "./forecourt check --format github",
        "./forecourt test",
    ]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_the_commit_is_fetched_by_its_hash_and_the_token_is_left_nowhere(
    workflow: Path, tmp_path: Path
) -> None:
    forge, desk = tmp_path / "store" / "desk", tmp_path / "runner"
    desk.mkdir()
    setup = """git init -q --initial-branch=main "$1" && cd "$1"
    git config user.name a && git config user.email b
    git commit -q --allow-empty -m one && git rev-parse HEAD && git commit -q --allow-empty -m two
    git update-ref refs/pull/7/head HEAD"""
    made = subprocess.run(["sh", "-c", setup, "sh", forge], capture_output=True, text=True, check=True)
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "TOKEN": "very-secret",
        "GITHUB_SERVER_URL": f"file://{tmp_path}",
        "GITHUB_REPOSITORY": "store/desk",
        "GITHUB_SHA": made.stdout.strip(),
        "GITHUB_BASE_REF": "main",
        "PULL": "7",
    }

    for fetch in [step["run"] for step in steps(workflow) if step["name"].startswith("Fetch")]:
        subprocess.run(["bash", "-e", "-c", fetch], cwd=desk, env=environ, check=True)
        head = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=desk, capture_output=True, text=True, check=True
        )
        assert head.stdout == made.stdout
        kept = "".join(
            path.read_text(errors="ignore") for path in (desk / ".git").rglob("*") if path.is_file()
        )
        assert "Authorization" not in kept
        shutil.rmtree(desk / ".git")


def test_hooks_are_local() -> None:
    assert complaints("pre-commit", "validate-config", ".pre-commit-config.yaml") == ""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]


def test_every_template_can_be_found_from_the_first_page() -> None:
    page = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")

    assert re.findall(r"template=(\S+\.md)", page) == [
        "ad.md",
        "press.md",
        "event.md",
        "archive.md",
        "claim.md",
        "procedure.md",
    ]
    assert {path.name for path in TEMPLATES} == set(re.findall(r"template=(\S+\.md)", page))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_name_their_duties_and_the_check(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert re.search(r"职责.*[MAS]\d", text)
    assert "- [ ] 已运行 `./forecourt check`，没有错误。" in text


def test_code_owners_name_folders_of_this_repository() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]

    patterns = {rule[0].strip("/") for rule in rules}
    records = {pattern for pattern in patterns if pattern.startswith(("content", "plans"))}
    assert records - {"plans"} <= {kind.folder for kind in KINDS.values()}
    assert patterns - records == {"*", "forecourt", "*.toml", "*.lock", ".pre-commit-config.yaml", *PROGRAM}
    table = [line.split() for line in lines if line.startswith("#   @")]
    assert {owner for rule in rules for owner in rule[1:]} == {row[1] for row in table}
