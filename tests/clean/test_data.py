"""Real ledgers that nobody here wrote: what is known of them comes out."""

import gzip
from pathlib import Path

import pytest

from reportgen.clean import clean
from reportgen.messages import speak
from reportgen.model.periods import Period
from reportgen.read import read_ledgers
from tests.clean.notation import Cleaned, settings

DATA = Path(__file__).parents[2] / ".." / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the folder ../shared/data with the real ledgers is not here")


def of(path: Path, period: str = "2020Q1", **ledger: object) -> Cleaned:
    """One file read and cleaned."""
    speak("en")
    rows, issues = read_ledgers([path])
    assert not issues
    return Cleaned(*clean(rows, settings(**ledger), Period.parse(period)))


def quarters(found: Cleaned) -> dict[str, int]:
    """How many cases each quarter has."""
    return found.ledger.cases["received"].dt.to_period("Q").astype(str).value_counts().sort_index().to_dict()


def test_messages_with_replies():
    """2,816 messages in 36 quarters, one true date among texts, replied to after 0 to 1,161 calendar days, median 11."""
    found = of(DATA / "附件4_答复意见.xlsx")
    assert found.counts == (2816, 2816, 0, 0)
    span = quarters(found)
    assert (len(span), min(span), max(span)) == (36, "2011Q2", "2020Q1")
    days = found.ledger.cases["days"]
    assert (days.min(), days.median(), days.max()) == (0, 11, 1161)
    assert not found.ledger.cases["text"].str.contains("\t|\n").any()


def test_messages_with_categories():
    """495 messages below a used range of 65,203 rows, one of them twice; a number without a decimal point."""
    found = of(DATA / "示例_附件2.xlsx")
    assert found.counts == (495, 494, 0, 1)
    assert found.column("id")[0] == "24"
    assert len(found.told("ledger.category-unknown")) + len(found.told("ledger.category-unknown.near")) == 7


def test_true_dates_beside_texts():
    """An old .xls whose date column holds 119 days and 4 texts."""
    found = of(DATA / "热点问题留言明细表.xls")
    assert found.counts == (123, 123, 0, 0)
    assert sum(quarters(found).values()) == 123


def test_a_register():
    """2,925 rows with 10 true dates among texts."""
    found = of(
        DATA / "肥料登记_附件1.xlsx", columns={"received": ["发证日期"], "id": ["正式登记证号"], "unit": ["企业名称"]}
    )
    assert found.counts == (2925, 2925, 0, 0)


def test_a_site_ledger():
    """Title row, merged items over 764 rows of which 7 are empty, sheets of three kinds: each row is used or told."""
    found = of(
        DATA / "边坡防护工程台账.xlsx",
        columns={"received": ["施工开始时间"], "closed": ["施工结束时间"], "text": ["分项工程"]},
    )
    reads = [(table.header_row, table.counts.read, table.counts.used) for table in found.ledger.tables]
    assert reads == [(2, 757, 278), (1, 281, 185), (1, 61, 0), (1, 22, 0)]
    assert found.counts[0] == sum(read for _, read, _ in reads) == found.counts[1] + found.counts[2]
    assert len(found.told("ledger.date-column-empty.suggested")) == 2
    assert len(found.told("ledger.sheet-without-header")) == 4
    assert not [issue for issue in found.issues if "differs" in issue.code or "group" in issue.code]


def test_a_site_ledger_without_a_configuration():
    """One error, at the sheet that comes nearest to a ledger, with the line to add; the other sheets are warnings."""
    found = of(DATA / "边坡防护工程台账.xlsx")
    assert [issue.code for issue in found.issues if issue.level == "error"] == ["ledger.no-header.nearest"]
    assert "{received: [施工开始时间]}" in found.message("ledger.no-header.nearest")
    assert len(found.told("ledger.sheet-without-header.suggested")) == 3


def test_a_list_of_codes_is_refused():
    """517 rows of categories are no cases; the error says what they are."""
    found = of(DATA / "附件1_三级标签体系.xlsx")
    assert found.counts == (0, 0, 0, 0)
    assert "list of codes" in found.message("ledger.no-header.seen")


def test_a_ranking_is_refused():
    """5 hot topics with spans of days are no cases; the error shows the columns that were seen."""
    found = of(DATA / "热点问题表.xls")
    assert found.counts == (0, 0, 0, 0)
    assert "“问题描述” (content)" in found.message("ledger.no-header.seen")


def test_hotline_requests():
    """American dates, all in one quarter."""
    columns = {"received": ["Created Date"], "id": ["Unique Key"], "closed": ["Closed Date"], "status": ["Status"]}
    found = of(DATA / "nyc311_animals.csv", period="2025Q1", columns=columns)
    assert found.counts == (4969, 4969, 0, 0)
    assert quarters(found) == {"2025Q1": 4969}
    assert found.ledger.cases["status"].value_counts().to_dict() == {"closed": 4692, "open": 277}


def test_police_complaints(tmp_path):
    """131,142 rows, 21,803 of them copies; the quarters of 2015 as known."""
    path = tmp_path / "complaints.csv"
    path.write_bytes(gzip.decompress((DATA / "chicago_complaints.csv.gz").read_bytes()))
    columns = {"received": ["complaint_date"], "id": ["cr_id"], "closed": ["closed_date"]}
    found = of(path, period="2015Q4", columns=columns)
    read, used, rejected, duplicates = found.counts
    assert (read, used + rejected, duplicates) == (131142, 109339, 21803)
    assert [quarters(found)[f"2015Q{number}"] for number in (1, 2, 3, 4)] == [884, 953, 944, 944]
