"""Believed cases made by hand, for tests that begin behind `clean`."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from reportgen.model.ledgers import Ledger, RowCount
from reportgen.settings import CategorySettings, County, FigureSettings, Office, Report, Settings, Taxonomy

FIRST_DAY = date(2024, 4, 1)
CATEGORIES = {
    "attitude": "服务态度生硬",
    "duty": "履职责任不强",
    "discipline": "工作纪律松懈",
    "other": "其他",
}
FIELDS = frozenset({"unit", "channel", "category", "status", "verified", "satisfaction", "closed"})


@dataclass(frozen=True)
class Case:
    """One case; what is not given is not known."""

    received: date
    category: str
    unit: str = ""
    channel: str = ""
    handling: str = ""
    status: str = ""
    verified: str = ""
    satisfaction: str = ""
    days: int | None = None
    on_time: bool | None = None
    due: date | None = None
    aspects: str = ""
    category_from: str = "ledger"
    text: str = "一名群众到窗口办理手工报销，因材料缺项往返三次，经办人员未出具一次性告知单"
    handling_text: str = ""
    precision: str = "day"
    repeat: bool = False


FIGURES = {
    "total": {"by": ["category × unit", "unit", "channel", "handling", "region", "month"]},
    "closed": {"label": "办结率", "rate": {"is_closed": ["yes"]}, "of": {"is_closed": ["yes", "no"]}},
    "on_time": {"label": "按期办结率", "rate": {"on_time": ["yes"]}, "of": {"on_time": ["yes", "no"]}},
    "satisfied": {
        "label": "满意率",
        "rate": {"satisfaction": ["satisfied", "basically"]},
        "of": {"satisfaction": ["satisfied", "basically", "dissatisfied"]},
    },
    "verified": {
        "label": "属实率",
        "rate": {"verified": ["yes", "partly"]},
        "of": {"verified": ["yes", "partly", "no"]},
    },
    "days": {"label": "办理时长中位数", "median": "days", "by": ["category"]},
    "upheld": {
        "label": "查实",
        "count": {"verified": ["yes", "partly"]},
        "by": ["category", "unit", "category × unit"],
        "compare": [],
    },
    "standing": {
        "label": "查实和待查",
        "without": {"verified": ["no"]},
        "by": ["category", "unit", "category × unit"],
        "compare": [],
    },
    "repeats": {"label": "重复件", "count": {"repeat": ["yes"]}, "compare": []},
}


def sample_settings(**report: object) -> Settings:
    """Settings with the categories above, the last of them the catch-all."""
    categories = {code: CategorySettings(name=name, catch_all=code == "other") for code, name in CATEGORIES.items()}
    return Settings(
        county=County(name="青岚县", code="990121"),
        office=Office(name="监督室"),
        report=Report.model_validate({"title": "报告", "name": "报告", **report}),
        taxonomy=Taxonomy(categories=categories),
        figures={code: FigureSettings.model_validate(one) for code, one in FIGURES.items()},
    )


def ledger_of(cases: list[Case]) -> Ledger:
    """The cases as a ledger of one file and sheet, first case in row 2."""
    rows = [_row(number, case) for number, case in enumerate(cases, start=2)]
    frame = pd.DataFrame(rows).astype({"days": "Int64", "on_time": "boolean", "received": "datetime64[ns]"})
    for name in ("closed", "due"):
        frame[name] = pd.to_datetime(frame[name])
    counts = RowCount(read=len(cases), used=len(cases))
    return Ledger(frame, ("台账.xlsx",), (("一季度",),), FIELDS, counts)


def _row(number: int, case: Case) -> dict[str, object]:
    closed = None if case.days is None else case.received + timedelta(days=case.days)
    return {"file": 0, "sheet": 0, "row": number, "id": "", **vars(case), "closed": closed, "region": "", "subject": ""}
