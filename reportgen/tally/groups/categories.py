"""The problem categories: how many, how they changed, how they show themselves, where, and the case that tells it."""

from dataclasses import replace

from reportgen.chinese.numerals import natural_order
from reportgen.messages import N_
from reportgen.model.reports.figures import Basis, Comparison, Figure
from reportgen.model.reports.ranking import leading, ranks
from reportgen.model.reports.summaries import Aspect, Category, Member
from reportgen.settings import CategorySettings, Settings
from reportgen.tally.counting.book import PLACE, SHARE, Book
from reportgen.tally.groups.cases import Candidates, tell
from reportgen.tally.groups.counts import by_of_total, inner

_UNITS = 3  # how many units a category names


def tally_categories(book: Book, settings: Settings, total: Figure, tellable: Candidates) -> tuple[Category, ...]:
    """All categories of the taxonomy, largest first, ties in the order of the taxonomy, the catch-all last.

    `tellable` are the cases that may be told. No case is told twice.
    """
    taxonomy = settings.taxonomy.categories
    with_units = "unit" in inner(by_of_total(settings), "category")
    counts = {code: book.count(f"category.{code}", one.name, (("category", code),)) for code, one in taxonomy.items()}
    ordered = sorted(taxonomy, key=lambda code: (taxonomy[code].catch_all, -_number(counts[code])))
    ranked = [code for code in ordered if not taxonomy[code].catch_all]
    place_of = dict(zip(ranked, ranks([_number(counts[code]) for code in ranked]), strict=True))
    categories = []
    for code in ordered:
        category = _category(book, code, taxonomy[code], counts[code], total, place_of.get(code), with_units)
        case = tellable.take(book.rows(category.count), [one.code for one in category.aspects], taxonomy[code].keywords)
        categories.append(category if case is None else replace(category, case=tell(code, case, book.ledger)))
    return tuple(categories)


def _category(
    book: Book, code: str, rule: CategorySettings, count: Figure, total: Figure, place: int | None, with_units: bool
) -> Category:
    qoq, yoy = book.compare_count(count, Basis.QOQ), book.compare_count(count, Basis.YOY)
    share = book.share(f"{count.id}.share", book.label(SHARE, name=rule.name), count, total)
    return Category(
        code=code,
        name=rule.name,
        definition=rule.definition,
        count=count,
        share=share,
        rank=book.rank(f"{count.id}.rank", book.label(PLACE, name=rule.name), place, count) if place else None,
        qoq=qoq,
        yoy=yoy,
        share_qoq=_compare_share(book, share, qoq),
        aspects=_aspects(book, code, rule, count),
        units=_units(book, code, count) if with_units else (),
        catch_all=rule.catch_all,
        first_seen=book.first_seen(count),
    )


def _compare_share(book: Book, share: Figure, counts: Comparison) -> Comparison:
    id, label = book.then_names(Basis.QOQ, share.id, share.label)
    then = book.share(id, label, counts.then, book.figures["total.previous"])
    return book.compare_share(share, then, Basis.QOQ)


def _aspects(book: Book, code: str, rule: CategorySettings, count: Figure) -> tuple[Aspect, ...]:
    """The aspects found in the category's cases, most frequent first, ties in the order of the taxonomy."""
    found = []
    for name, aspect in rule.aspects.items():
        id = f"{count.id}.aspect.{name}"
        part = book.count(id, aspect.phrase, (("category", code), ("aspects", name)))
        share = book.share(f"{id}.share", book.label(SHARE, name=aspect.phrase), part, count)
        found.append(Aspect(name, aspect.phrase, part, share))
    return tuple(sorted((one for one in found if one.count.value), key=lambda one: -_number(one.count)))


def _units(book: Book, code: str, count: Figure) -> tuple[Member, ...]:
    """The units with most cases of the category, ties in order of name; of units with one case each only some."""
    found = book.cube.by(book.period, "unit", (("category", code),))
    found.pop("", None)
    ordered = sorted(found.items(), key=lambda item: (-item[1], natural_order(item[0])))
    single = bool(ordered) and ordered[0][1] == 1
    largest = ordered[: _UNITS if single else leading([number for _, number in ordered], _UNITS)]
    places = ranks([number for _, number in largest])
    return tuple(
        _unit(book, f"{count.id}.unit.{number}", name, code, count, place)
        for number, ((name, _), place) in enumerate(zip(largest, places, strict=True), start=1)
    )


def _unit(book: Book, id: str, name: str, code: str, whole: Figure, place: int) -> Member:
    label = f"{name}·{whole.label}"
    count = book.count(id, label, (("category", code), ("unit", name)))
    share = book.share(f"{id}.share", book.label(N_("{name}: share of the category"), name=label), count, whole)
    return Member(name, count, share, book.rank(f"{id}.rank", book.label(PLACE, name=label), place, count))


def _number(figure: Figure) -> int:
    return int(figure.value or 0)
