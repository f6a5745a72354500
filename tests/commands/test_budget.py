"""forecourt budget, as people and other programs call it."""

import csv
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from forecourt.commands import budget, delivering
from forecourt.model.finding import Severity
from forecourt.model.record import Records
from tests.commands.given import Run, finding, given
from tests.money.make import NOVEMBER, records
from tests.tables.month import november


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command over the November of the tables' tests."""
    return given(budget.command, november, NOVEMBER.first_day, tmp_path, monkeypatch)


def test_the_plain_view_shows_money_channels_accrual_and_quotas(run: Run) -> None:
    done = run("2026-11", "--lang", "en")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:14] == [
        "Amounts in yuan",
        "",
        "Money of the month",
        "Item                                    Amount",
        "Balance carried over                      0.00",
        "Accrued by the manufacturer's funds   4,800.00",
        "Own money                            10,000.00",
        "Available in the month               14,800.00",
        "Budgeted on channels                 21,000.50",
        "On no channel's budget               -6,200.50",
        "",
        "Budget by channel",
        "Channel       Budget    Planned  Committed     Spent      Left  Budget status",
        "Newspaper  20,000.50  12,000.50   4,800.00      0.00  3,200.00  Money left",
    ]
    titles = ("Accrual by fund and model", "Quotas", "Press by media tier")
    assert [title in done.stdout for title in titles] == [True, True, True]


def test_a_dash_for_a_fund_comes_with_its_reason(run: Run) -> None:
    reason = ["“基金bonus”按零售量计提，云岭Y3 却没有填这个数", "上面的合计都没有算进去。"]
    assert run("2026-11").stdout.splitlines()[-3:] == ["", *reason]
    assert run("2026-11", "--table", "accrual").stdout.splitlines()[-2:] == reason
    assert run("2026-11", "--table", "quotas").stdout.splitlines()[-1] not in reason


def test_chinese_by_default(run: Run) -> None:
    lines = run("2026-11").stdout.splitlines()
    assert lines[0] == "金额单位：元"
    assert "报纸  20,000.50  12,000.50  4,800.00      0.00  3,200.00  有余额" in lines
    assert "广播   1,000.00       0.00      0.00  1,000.01     -0.01  超预算" in lines


def test_records_stand_behind_the_figures_when_asked_for(run: Run) -> None:
    assert "AD-3" not in run("2026-11").stdout
    shown = run("2026-11", "--records").stdout
    assert "广播   1,000.00       0.00      0.00  1,000.01     -0.01  超预算    AD-3" in shown
    assert "plans/2026-11/AD-3.md" in shown


def test_json_goes_to_standard_output(run: Run) -> None:
    envelope = json.loads(run("2026-11", "--format", "json").stdout)
    assert (envelope["schema_version"], envelope["month"]) == (1, "2026-11")
    assert envelope["totals"]["channels"]["left_yuan"] == "3199.99"


def test_csv_holds_the_channels_or_the_table_that_is_named(run: Run) -> None:
    channels = run("2026-11", "--format", "csv").stdout_bytes.decode("utf-8-sig")
    assert [row[0] for row in csv.reader(channels.splitlines())] == ["渠道", "报纸", "广播"]
    accrual = run("2026-11", "--format", "csv", "--table", "accrual").stdout_bytes.decode("utf-8-sig")
    assert [row[0] for row in csv.reader(accrual.splitlines())] == ["基金代码", "main", "bonus"]


def test_one_table_can_be_had_alone_in_any_format(run: Run) -> None:
    assert run("2026-11", "--table", "events").stdout.splitlines() == [
        "当月活动",
        "编号  标题  活动类型  开始日      结束日      进展",
        "EV-1  EV-1  店头活动  2026-11-21  2026-11-22  进行中",
    ]
    envelope = json.loads(run("2026-11", "--table", "quotas", "--format", "json").stdout)
    assert list(envelope) == ["schema_version", "month", "currency", "quotas", "totals"]
    assert all(row["records"][0].startswith("MON-") for row in envelope["quotas"])


def test_the_records_behind_the_quotas_are_shown_when_asked_for(run: Run) -> None:
    assert "MON-2026-11" not in run("2026-11", "--table", "quotas").stdout
    shown = run("2026-11", "--table", "quotas", "--records").stdout
    assert "对应记录" in shown
    assert "MON-2026-11" in shown
    assert "对应记录" in run("2026-11", "--table", "quotas", "--format", "csv").stdout


def test_a_workbook_is_written_and_said_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "十一月").mkdir()
    done = run("2026-11", "--format", "xlsx", "--output", "十一月/费用.xlsx")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "已写入：十一月/费用.xlsx\n"
    book = openpyxl.load_workbook(tmp_path / "十一月" / "费用.xlsx")
    assert book.sheetnames[1] == "各渠道预算执行"


def test_a_workbook_can_go_through_a_pipe(run: Run) -> None:
    done = run("2026-11", "--format", "xlsx", "--lang", "en")
    assert openpyxl.load_workbook(BytesIO(done.stdout_bytes)).sheetnames[0] == "Money of the month"


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_file_for_excel_is_not_poured_onto_a_screen(
    run: Run, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    monkeypatch.setattr(delivering, "on_screen", lambda: True)
    done = run("2026-11", "--format", format)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "Error: 请用 --output 指定要写入的文件\n"


def test_a_screen_gets_rules(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivering, "on_screen", lambda: True)
    assert "╭─" in run("2026-11").stdout


def test_text_written_to_a_file_has_no_rules_even_from_a_screen(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(delivering, "on_screen", lambda: True)
    assert run("2026-11", "--output", "费用.txt").exit_code == 0
    assert (tmp_path / "费用.txt").read_text(encoding="utf-8").startswith("金额单位：元\n\n当月费用总览\n")


def test_a_file_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("2026-11", "--output", "file/inside.txt", "--lang", "en")
    assert done.exit_code == 2
    assert done.stderr == "Error: There is no folder file; make it first\n"


def test_figures_over_records_with_errors_are_refused(run: Run) -> None:
    done = run("2026-11", findings=(finding(), finding()))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "Error: 记录中有 2 处错误，据此算出的数字会误导人。"
        "请先运行 ./forecourt check 查看并改正；如仍要看数字，请加 --anyway。\n"
    )


def test_figures_are_shown_anyway_with_a_caution(run: Run) -> None:
    done = run("2026-11", "--anyway", "--lang", "en", findings=(finding(),))
    assert done.exit_code == 1
    assert done.stdout.startswith("Amounts in yuan\n")
    assert done.stderr == "Caution: the records have errors (1); these figures may be wrong.\n"


def test_warnings_do_not_stop_the_figures(run: Run) -> None:
    done = run("2026-11", findings=(finding(Severity.WARNING),))
    assert (done.exit_code, done.stderr) == (0, "")


def test_a_month_without_a_record_lists_those_that_have_one(run: Run) -> None:
    done = run("2027-01", "--lang", "en")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "Error: 2027-01 has no record. Months that have one: 2026-11\n"


def test_no_month_at_all_says_how_to_begin(run: Run) -> None:
    done = run("2027-01", found=Records(items=()))
    assert done.exit_code == 2
    assert done.stderr == "Error: 还没有任何月度记录。请用 ./forecourt new month 新建。\n"


def test_what_is_not_a_month_is_a_usage_error(run: Run) -> None:
    done = run("2026-13")
    assert done.exit_code == 2
    assert "“2026-13”不是月份，请按 2026-11 的写法填写" in done.stderr


def test_outside_a_dealership_it_cannot_run(
    run: Run, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert run("2026-11").exit_code == 2


def test_a_month_of_nothing_is_all_zero(run: Run) -> None:
    done = run("2026-11", "--format", "json", found=records())
    assert json.loads(done.stdout)["channels"] == []
    assert json.loads(done.stdout)["totals"]["channels"]["left_fen"] == 0


HEAVY = (
    "print('heavy:', *{'pandas', 'numpy', 'rich', 'xlsxwriter', 'weasyprint', 'mkdocs'} & set(sys.modules))"
)


@pytest.mark.parametrize("arguments", ["--help", "budget --help"])
def test_help_imports_nothing_heavy(arguments: str) -> None:
    probe = (
        "import atexit, runpy, sys\n"
        f"atexit.register(lambda: {HEAVY})\n"
        f"sys.argv = ['forecourt', *{arguments.split()!r}]\n"
        "runpy.run_module('forecourt', run_name='__main__')\n"
    )
    assert output_of(probe)[-1] == "heavy:"


def test_what_check_and_hook_stand_on_imports_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "plans").mkdir()
    probe = (
        "import sys\nfrom datetime import date\nfrom pathlib import Path\n"
        "from forecourt.commands.desk import open_desk\n"
        f"open_desk(Path({str(tmp_path)!r}), today=None, clock=date(2026, 11, 24))\n{HEAVY}\n"
    )
    assert output_of(probe) == ["heavy:"]


def output_of(program: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()
