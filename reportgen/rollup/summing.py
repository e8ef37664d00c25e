"""Sidecars -> Summary: the figures of the counties side by side, their sums, and what is not among them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.messages import N_, LedgerError, SettingsError, _, issue
from reportgen.model.ledgers import RowCount
from reportgen.model.periods import Period
from reportgen.model.reports.figures import Basis, Comparison, Figure
from reportgen.model.reports.rollups import RolledCounty, RolledOverride, RolledRate, Rollup
from reportgen.model.reports.summaries import Summary
from reportgen.model.sources import Issue, Source
from reportgen.rollup.book import Book
from reportgen.rollup.gathering import gather
from reportgen.rollup.parts import categories_of, compared, compared_whole, moved, parts_of, shares_of
from reportgen.rollup.rates import RateOf, Taken, rate_by_county, roll_rate
from reportgen.rollup.records import Gathered, Roster, Why
from reportgen.rollup.roster import read_roster
from reportgen.settings import Loaded, Settings
from reportgen.settings.suggestions import did_you_mean

_COUNTS = ("read", "used", "rejected", "duplicates", "outside_period")


def settings_of(loaded: Loaded) -> Loaded:
    """The configuration as a comparison is written by it: with its own title, name and template, without the figures, causes and charts of a county."""
    rollup, settings = loaded.settings.rollup, loaded.settings
    return replace(
        loaded,
        settings=settings.model_copy(
            update={
                "report": settings.report.model_copy(
                    update={"title": rollup.title, "name": rollup.name, "sections": []}
                ),
                "template": settings.template.model_copy(update={"report": rollup.template}),
                "taxonomy": settings.taxonomy.model_copy(update={"causes": {}, "recommendations": {}}),
                "charts": settings.charts.model_copy(update={"named": {}}),
                "figures": {},
            }
        ),
    )


def roll_up(files: Sequence[Path], loaded: Loaded, period: Period) -> tuple[Summary, tuple[Issue, ...]]:
    """The summary of all counties whose sidecars are taken, and what is to be said of the others.

    Raises SettingsError where the configuration names a rate that is none, LedgerError where there is no sidecar to take.
    """
    settings = loaded.settings
    _check_rates(loaded)
    roster = read_roster(files, settings)
    gathered = gather(files, settings, period, roster)
    if not gathered.taken:
        told = issue("rollup.nothing", None, period=period)
        raise LedgerError((*gathered.issues, told))
    book = Book(settings.report.language)
    counties = [
        Taken(roster.name(one.code), one, book.reported(roster.name(one.code), one, "total")) for one in gathered.taken
    ]
    issues = list(gathered.issues)
    rates: list[RateOf] = []
    for code in settings.rollup.rates:
        rate, found = rate_by_county(book, code, counties, settings)
        rates.append(rate)
        issues += found
    summary = _summary(book, counties, rates, gathered, roster, settings, period)
    return summary, (*issues, *_lacking(summary), *_declared_issues(summary))


def _check_rates(loaded: Loaded) -> None:
    known = [code for code, one in loaded.settings.figures.items() if one.rate]
    rollup = loaded.settings.rollup
    keys = [("rollup.rates", code) for code in rollup.rates]
    keys += [(f"rollup.standards.{code}", code) for code in rollup.standards]
    wrong = [
        issue("rollup.unknown-rate", loaded.origins.get(key), rate=code, suggestion=did_you_mean(code, known))
        for key, code in keys
        if code not in known
    ]
    idle = [code for code in rollup.standards if code not in rollup.rates]
    wrong += [issue("rollup.standard-idle", loaded.origins.get(f"rollup.standards.{code}"), rate=code) for code in idle]
    if wrong:
        raise SettingsError(wrong)


def _summary(  # everything that a summary is made of
    book: Book,
    counties: Sequence[Taken],
    rates: Sequence[RateOf],
    gathered: Gathered,
    roster: Roster,
    settings: Settings,
    period: Period,
) -> Summary:
    total = book.sum("total", settings.wording.of, [one.count for one in counties], settings.wording.case)
    qoq = {one.sidecar.code: compared(book, one, Basis.QOQ) for one in counties}
    yoy = {one.sidecar.code: compared(book, one, Basis.YOY) for one in counties}
    parts = {one.sidecar.code: parts_of(book, one, settings) for one in counties}
    shares = {one.sidecar.code: shares_of(book, one, parts[one.sidecar.code]) for one in counties}
    rolled = tuple(roll_rate(book, one, counties, settings) for one in rates)
    side = tuple(_county(one, qoq, rates, rolled, parts, shares) for one in counties)
    left = _left(gathered, roster)
    rollup = Rollup(
        minimum=settings.rollup.minimum,
        counties=side,
        rates=rolled,
        categories=categories_of(book, counties, parts, settings),
        expected=tuple(roster.names.values()),
        missing=tuple(roster.name(code) for code in gathered.missing),
        late=tuple(roster.name(code) for code in gathered.late),
        left=left,
        left_out=tuple(name for names in left.values() for name in names),
        unparted=tuple(one.name for one in side if not one.categories),
        uncompared=tuple(one.name for one in side if one.qoq is None),
        declared=tuple(_declared(book, counties)),
        rose=moved(side, settings, 1),
        fell=moved(side, settings, -1),
    )
    return Summary(
        period=period,
        figures=book.figures,
        rows=book.rows,
        counts=_counts(counties),
        total=total,
        qoq=compared_whole(book, total, Basis.QOQ, qoq),
        yoy=compared_whole(book, total, Basis.YOY, yoy),
        files=tuple(one.sidecar.file for one in counties),
        rollup=rollup,
    )


def _county(
    one: Taken,
    qoq: Mapping[str, Comparison | None],
    rates: Sequence[RateOf],
    rolled: Sequence[RolledRate],
    parts: Mapping[str, Mapping[str, Figure]],
    shares: Mapping[str, Mapping[str, Figure]],
) -> RolledCounty:
    code = one.sidecar.code
    told = {rate.code: rate.of[code] for rate in rates if code in rate.of}
    ranks = {
        rate.code: member.rank
        for rate in rolled
        for member in rate.placed
        if rate.code in told and member.rate is told[rate.code] and member.rank
    }
    return RolledCounty(code, one.name, one.count, qoq[code], told, ranks, parts[code], shares[code])


def _left(gathered: Gathered, roster: Roster) -> dict[str, tuple[str, ...]]:
    """The names of the counties whose reports are not taken, by the reason; those that are late or known by no code are told elsewhere."""
    late, taken = set(gathered.late), {one.code for one in gathered.taken}
    found: dict[str, dict[str, None]] = {why.value: {} for why in Why if why is not Why.UNLISTED}
    for one in gathered.refused:
        if one.code and one.code not in late | taken and one.why is not Why.UNLISTED:
            found[one.why.value][roster.name(one.code)] = None
    return {why: tuple(names) for why, names in found.items()}


def _declared(book: Book, counties: Sequence[Taken]) -> Iterator[RolledOverride]:
    """The figures of counties that count here and that a person declared or typed, each with what was computed."""
    for one in counties:
        for id, reading in one.sidecar.figures.items():
            figure = book.figures.get(f"county.{one.sidecar.code}.{id}")
            if reading.changed and figure is not None and reading.computed is not None:
                computed = replace(figure, id=f"{figure.id}.computed", value=reading.computed)
                label = book.of_county(one.name, reading.label)
                entered = book.enter(replace(computed, label=book.label(N_("{name} (as computed)"), name=label)))
                yield RolledOverride(one.name, reading.label, figure, entered)


def _counts(counties: Sequence[Taken]) -> RowCount:
    """What became of the rows of all ledgers, as the counties tell it."""
    return RowCount(*(sum(one.sidecar.rows.get(name, 0) for one in counties) for name in _COUNTS))


def _lacking(summary: Summary) -> Iterator[Issue]:
    """What is not told because a sidecar lacks it."""
    rollup = summary.rollup
    if rollup and rollup.unparted:
        yield issue("rollup.no-categories", None, names=_(", ").join(rollup.unparted))
    if rollup and rollup.uncompared:
        yield issue("rollup.not-compared", None, names=_(", ").join(rollup.uncompared))


def _declared_issues(summary: Summary) -> Iterator[Issue]:
    for one in summary.rollup.declared if summary.rollup else ():
        file = one.value.reported.file if one.value.reported else ""
        values = {"county": one.name, "label": one.label, "value": _shown(one.value), "computed": _shown(one.computed)}
        yield issue("rollup.declared", Source(file), **values)


def _shown(figure: Figure) -> str:
    value = figure.value or 0
    return f"{value}{figure.unit}" if isinstance(value, int) else f"{value * 100:.1f}%"
