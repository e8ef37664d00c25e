"""The counts of counties: against an earlier period, by category, and who has moved most."""

from collections.abc import Mapping, Sequence

from reportgen.messages import N_
from reportgen.model.reports.figures import Basis, Comparison, Figure, Kind, Unknown
from reportgen.model.reports.ranking import leading
from reportgen.model.reports.rollups import RolledCategory, RolledCounty
from reportgen.rollup.book import THEN, Book
from reportgen.rollup.rates import NAMED, Taken
from reportgen.settings import Settings


def compared(book: Book, one: Taken, basis: Basis) -> Comparison | None:
    """The total of a county against an earlier period; None where its own report does not compare it."""
    then, id = one.sidecar.value(f"total.{THEN[basis]}"), f"total.{basis}.difference"
    if type(then) is not int or one.sidecar.value(id) is None:
        return None
    return book.compare(basis, one.count, book.reported(one.name, one.sidecar, f"total.{THEN[basis]}"))


def compared_whole(book: Book, total: Figure, basis: Basis, of: Mapping[str, Comparison | None]) -> Comparison:
    """The sum of all counties against that of the earlier period; not known where one of them is not compared."""
    known = [one.then for one in of.values() if one]
    id, label = f"total.{THEN[basis]}", book.then_label(basis, total.label)
    if len(known) < len(of):
        then = book.enter(Figure(id, label, Kind.COUNT, None, total.unit, unknown=Unknown.NO_DATA))
    else:
        then = book.sum(id, label, known, total.unit)
    return book.compare(basis, total, then)


def parts_of(book: Book, one: Taken, settings: Settings) -> dict[str, Figure]:
    """The categories of a county by code; none where its report does not tell of all."""
    codes = list(settings.taxonomy.categories)
    if any(type(one.sidecar.value(f"category.{code}")) is not int for code in codes):
        return {}
    return {code: book.reported(one.name, one.sidecar, f"category.{code}") for code in codes}


def shares_of(book: Book, one: Taken, parts: Mapping[str, Figure]) -> dict[str, Figure]:
    """What part of the cases of a county each category is."""
    return {
        code: book.fraction(
            f"{count.id}.share", book.label(N_("{name}: share"), name=count.label), count, one.count, Kind.SHARE
        )
        for code, count in parts.items()
    }


def categories_of(
    book: Book, counties: Sequence[Taken], parts: Mapping[str, Mapping[str, Figure]], settings: Settings
) -> tuple[RolledCategory, ...]:
    """The categories over all counties that tell of them, with their share of the cases of these counties."""
    telling = [one for one in counties if parts[one.sidecar.code]]
    if not telling:
        return ()
    base = book.sum("parted", settings.wording.of, [one.count for one in telling], settings.wording.case)
    found = []
    for code, category in settings.taxonomy.categories.items():
        of = [parts[one.sidecar.code][code] for one in telling]
        count = book.sum(f"category.{code}", category.name, of, category.measure or settings.wording.case)
        label = book.label(N_("{name}: share"), name=category.name)
        share = book.fraction(f"category.{code}.share", label, count, base, Kind.SHARE)
        found.append(RolledCategory(code, category.name, count, share))
    return tuple(found)


def moved(counties: Sequence[RolledCounty], settings: Settings, way: int) -> tuple[RolledCounty, ...]:
    """The counties whose counts have risen (`way` 1) or fallen (-1) most since the period before: by no less than `report.small_base`, and none of few cases in both."""

    def worth(one: RolledCounty) -> int:
        enough = one.qoq and max(int(one.count.value or 0), int(one.qoq.then.value or 0)) >= settings.rollup.minimum
        return int(one.qoq.difference.value or 0) * way if one.qoq and enough else 0

    least = max(settings.report.small_base, 1)
    found = sorted((one for one in counties if worth(one) >= least), key=lambda one: -worth(one))
    return tuple(found[: leading([worth(one) for one in found], NAMED)])
