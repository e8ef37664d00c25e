"""What differs between two reports, on one screen."""

from dataclasses import dataclass
from pathlib import Path

from reportgen.job import remembered
from reportgen.messages import N_, DocumentError, _, issue, texts
from reportgen.model.reports.narratives import Labels
from reportgen.model.sources import Issue, Source
from reportgen.sidecar import Opened, labels_of, open_report
from reportgen.update.diff.differences import Differences, Pair, differences
from reportgen.update.diff.tracked_copy import tracked_copy
from reportgen.update.older import as_today, is_older, with_rows_of
from reportgen.update.trunk.trunk import Options
from reportgen.word.cleaning.steps.accepting import accept
from reportgen.word.editing.characters import width
from reportgen.word.memory.memory import Memory
from reportgen.word.pages.page import Page
from reportgen.word.pages.reader import read_page
from reportgen.writing import refusing, write_new

_EARLIER, _LATER = N_("first"), N_("second")
_WIDE = 0.75
"""So wide are the characters of a Chinese title on average, at least."""


@dataclass(frozen=True, slots=True)
class Given:
    """A report that is given: its bytes, what it is called, and the trace beside it (b"" for none)."""

    document: bytes
    name: str
    sidecar: bytes = b""


@dataclass(frozen=True, slots=True)
class Told:
    """Which report it is: its name, the series (county and kind), period, day and title as it was printed."""

    name: str
    report: str
    period: str
    day: str
    title: str


@dataclass(frozen=True, slots=True)
class Diff:
    """Two reports and what differs between them."""

    old: Told
    new: Told
    differences: Differences
    issues: tuple[Issue, ...]
    pair: Pair


def diff(old: Given, new: Given) -> Diff:
    """What differs between two reports, of one county or two, of one period or two.

    Tracked changes that nobody has decided upon count as accepted: that is what the pages show. Raises DocumentError where one of the
    documents is none, is no report of ours, or has lost its memory.
    """
    opened = [_opened(old, _EARLIER), _opened(new, _LATER)]
    before, now = (memory for _, memory in opened)
    days = [remembered(memory, given.name)[1] for given, (_, memory) in zip((old, new), opened, strict=True)]
    first, second = (_told(given, memory) for given, memory in ((old, before), (new, now)))
    words = texts(_language(now))
    labels = Labels()
    if is_older(before) and not is_older(now):
        before = as_today(before, now, labels)
    elif is_older(now) and not is_older(before):
        now = as_today(now, before, labels)
    before = with_rows_of(before, now)
    options = Options(days[1].isoformat(), tracked=True, words=words)
    pages = [report.page for report, _ in opened]
    issues = [
        issue("diff.pending", Source(given.name))
        for given, page in zip((old, new), pages, strict=True)
        if page.revisions
    ]
    pair = Pair(_settled(pages[0]), before, _settled(pages[1]), now, options)
    found = differences(pair, labels_of(old.sidecar), labels_of(new.sidecar))
    if first.report and second.report and first.report != second.report:
        issues.append(issue("diff.other-county", old=first.report, new=second.report))
    return Diff(first, second, found, tuple(issues), pair)


def _opened(given: Given, which: str) -> tuple[Opened, Memory]:
    report = open_report(given.document, given.name, given.sidecar)
    if report.memory is None:
        code = "diff.memory-lost" if report.marked else "diff.no-memory"
        raise DocumentError([issue(code, Source(given.name), which=_(which))])
    return report, report.memory


def _settled(page: Page) -> Page:
    """The page without tracked changes: all that are pending are accepted."""
    settled = [accept(root) for root in page.roots.values()]
    return read_page(page.package, page.roots) if any(settled) else page


def _told(given: Given, memory: Memory) -> Told:
    title = next((one.text for one in memory.fixed if one.id == "page/title"), "")
    return Told(given.name, memory.report, memory.period, memory.day, "".join(title.split("\n")))


def _language(memory: Memory) -> str:
    """The language of a report, by its captions and paragraphs: the memory does not name it."""
    text = "".join(memory.texts.values())
    return "zh" if text and width(text) / len(text) >= _WIDE else "en"


def write_copy(done: Diff, path: Path) -> None:
    """Writes the copy of the new report with tracked changes against the old one; a file that is there is not replaced.

    It is made of the pages that were compared, so it can be made once. Raises WriteError.
    """
    data = tracked_copy(done.pair)
    with refusing(path):
        write_new(path, data)
