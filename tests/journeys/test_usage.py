"""A command that is not typed right is answered in the user's language, with what may have been meant."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reportgen.cli import main
from reportgen.cli.periods import period_of
from reportgen.messages import speak
from tests.journeys.program import run
from tests.journeys.small import CONFIG


@pytest.mark.parametrize(
    ("words", "said", "meant"),
    [
        ("biuld", "没有 biuld 这个命令。", "是不是要写 build？"),
        ("inspect --perid 2026Q3", "没有 --perid 这个选项。", "是不是要写 --period？"),
        ("build --config x.yaml", "没有 --config 这个选项。", "用法见：reportgen build --help"),
        ("build", "还缺少：配置。", "用法见：reportgen build --help"),
        ("inspect --period", "--period 后面要写上内容。", ""),
        ("inspect x.xlsx --period 2026Q5", "“2026Q5”不是统计期。", "2026年1—9月、2026年前三季度"),
        ("inspect x.xlsx --period 春天", "“春天”不是统计期。", "不写年份的（三季度）指最近的一个"),
        ("build x.yaml --draft=3", "--draft 后面不用写内容。", ""),
        ("build x.yaml --force", "没有 --force 这个选项。", "--force 现在叫 --draft"),
        ("audit a.docx --force", "没有 --force 这个选项。", "用法见：reportgen audit --help"),
        ("build x.yaml --force=yes", "没有 --force 这个选项。", "--force 现在叫 --draft"),
        ("build x.yaml --out 报告.docx", "--out 后面写文件夹", "report.name"),
        ("audit a.docx b c", "多写了：b c。", "用法见：reportgen audit --help"),
    ],
)
def test_a_slip_in_the_command_is_told_in_chinese(words, said, meant, monkeypatch, capsys):
    """What is wrong, what may have been meant; exit code 2, nothing of the library's English."""
    monkeypatch.setattr(sys, "argv", ["reportgen", *words.split()])
    speak("zh_CN")
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert told.startswith(said)
    assert meant in told
    assert not {"Error", "Usage", "such"} & set(told.split())


def test_a_period_without_a_year_is_the_latest_one(monkeypatch):
    """On the day of the office: a report of 四季度 is written in January."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2027, 1, 12, tzinfo=UTC).timestamp())))
    assert [str(period_of(text)) for text in ("四季度", "前三季度", "2026年三季度")] == [
        "2026Q4",
        "2026-01/2026-09",
        "2026Q3",
    ]


def test_without_a_word_the_help_is_shown(monkeypatch, capsys):
    """All commands are listed."""
    monkeypatch.setattr(sys, "argv", ["reportgen"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    shown = capsys.readouterr().out
    assert all(command in shown for command in ("inspect", "build", "trace", "audit"))


def test_all_notes_are_shown_where_that_is_asked_for(tmp_path: Path) -> None:
    """The first warnings and how many more there are; with --all before the command everything, and no word of more."""
    (tmp_path / "county.yaml").write_text(CONFIG, encoding="utf-8")
    rows = "\n".join(
        f"{at},2026-07-{at:02},甲局,类别{chr(0x4E00 + at)},某事{at},词{chr(0x4E00 + at)}" for at in range(1, 25)
    )
    (tmp_path / "台账.csv").write_text(
        f"工单编号,受理日期,被反映单位,问题类别,主要内容,办理状态\n{rows}\n", encoding="utf-8"
    )
    command = ("build", "county.yaml", "--draft", "--out", "out")
    first, every = (run(tmp_path, *given, *command, language="zh").stderr for given in ((), ("--all",)))
    assert "reportgen --all" in first and "reportgen --all" not in every
    assert len(every.splitlines()) > len(first.splitlines())
