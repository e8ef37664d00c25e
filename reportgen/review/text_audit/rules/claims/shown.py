"""What the sentence before a table says of it: 共收到投诉146件，见下表, where the rows add up to 146; 平均得分91.0分."""

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation

from reportgen.model.findings import AuditFinding, Place
from reportgen.review.text_audit.patterns import lazily
from reportgen.review.text_audit.reading.mentions import Mention, Role, amounts, mentions_of
from reportgen.review.text_audit.texts.findings import finding, place_of
from reportgen.review.text_audit.texts.passages import Grid
from reportgen.review.text_audit.texts.quantities import Range
from reportgen.review.text_audit.texts.sentences import AuditedText, Sentence

_SHOWS = lazily("下表|如下|见表|表\\d+|如表|附表|上表")
_TOTAL_ROW = lazily("合计|总计|共计|小计|总数|总和")
_TOTAL = lazily("(?<!公)共(?![享同产青])|合计|总[计数量]")
_MEAN = lazily("(?:平均|均)(?P<what>[\u4e00-\u9fff]{0,6}?)(?:为|是|达|约)?$")
_NUMBER = lazily(r"-?\d+(?:,\d{3})*(?:\.\d+)?")
_FEWEST = 2  # rows of which there can be a sum
_FEW_VALUES = 3
_OFF = Decimal("0.25")


def totals(story: AuditedText) -> Iterator[AuditFinding]:
    """The total and the mean that a sentence before a table states against its columns."""
    for grid in story.document.grids:
        for sentence in _lead(story, grid):
            said = mentions_of(sentence)
            columns = _columns(grid)
            yield from _totals(sentence, said, columns)
            yield from _means(sentence, said, columns)


def _lead(story: AuditedText, grid: Grid) -> list[Sentence]:
    """The sentences of the paragraph before a table, or behind it, that say that the table shows it."""
    return [
        sentence
        for sentences in story.sentences
        if sentences and sentences[0].passage.text in grid.around and sentences[0].passage.text
        for sentence in sentences
        if _SHOWS.search(sentences[0].passage.text)
    ]


def _columns(grid: Grid) -> dict[str, tuple[list[Decimal], Decimal | None]]:
    """By its head, the numbers of each column that holds nothing else, and what its total row says."""
    found: dict[str, tuple[list[Decimal], Decimal | None]] = {}
    if any(cell.figure for row in grid.rows for cell in row):
        return {}
    head, *rows = grid.rows or [()]
    for at, cell in enumerate(head):
        values: list[Decimal] = []
        total: Decimal | None = None
        for row in rows:
            value = _number(row[at].text)
            if value is None:
                break
            if _TOTAL_ROW.search(row[0].text):
                total = value
            else:
                values.append(value)
        else:
            if len(values) >= _FEWEST:
                found[cell.text] = (values, total)
    return found


def _number(text: str) -> Decimal | None:
    match = _NUMBER.fullmatch(text.strip().rstrip("%分件个人次"))
    try:
        return Decimal(match[0].replace(",", "")) if match else None
    except InvalidOperation:
        return None


def _totals(
    sentence: Sentence, said: tuple[Mention, ...], columns: dict[str, tuple[list[Decimal], Decimal | None]]
) -> Iterator[AuditFinding]:
    for one in amounts(said):
        if not _TOTAL.search(one.clause) or one.era or one.quantity.figure:
            continue
        sums = [total if total is not None else sum(values, start=Decimal(0)) for values, total in columns.values()]
        known = {value for values, _ in columns.values() for value in values} | {Decimal(each) for each in sums}
        near = [each for each in sums if abs(each - one.quantity.value) <= _OFF * one.quantity.value]
        if near and not any(one.quantity.holds(Range(each, each)) for each in known):
            right = one.quantity.printed(min(near, key=lambda each: abs(each - one.quantity.value)))
            yield finding("audit.value-differs", place_of(sentence), one.label + one.quantity.text, one.label + right)


def _means(
    sentence: Sentence, said: tuple[Mention, ...], columns: dict[str, tuple[list[Decimal], Decimal | None]]
) -> Iterator[AuditFinding]:
    for one in said:
        match = _MEAN.search(one.label) if one.role in (Role.AVERAGE, Role.RATE) else None
        named = [values for head, (values, _) in columns.items() if match and match["what"] and match["what"] in head]
        if len(named) != 1 or len(named[0]) < _FEW_VALUES or one.quantity.figure or "%" in one.quantity.text:
            continue
        mean = sum(named[0], start=Decimal(0)) / len(named[0])
        if not one.quantity.holds(Range(mean, mean)):
            words = one.label + one.quantity.text
            basis = "、".join(map(str, named[0]))
            yield finding(
                "audit.average-wrong", place_of(sentence), words, one.quantity.printed(mean), basis=basis, likely=True
            )


_LEFT = lazily("^(?:未|尚未|正在|在|不|剩余|待)")


def rests(story: AuditedText) -> Iterator[AuditFinding]:
    """交办, 办结, 未办结: what was done and what was not make the whole in all rows but one."""
    for grid in story.document.grids:
        head, *rows = grid.rows or [()]
        if len(rows) < _FEW_VALUES or any(cell.figure for row in grid.rows for cell in row):
            continue
        for at in range(2, len(head)):
            if not _LEFT.search(head[at].text) or head[at - 1].text not in head[at].text:
                continue
            for whole in range(at - 1):
                yield from _rests(grid, (whole, at - 1, at))


def _rests(grid: Grid, columns: tuple[int, int, int]) -> Iterator[AuditFinding]:
    numbers = [tuple(_number(row[at].text) for at in columns) for row in grid.rows[1:]]
    told = [(number, row) for number, row in enumerate(numbers, 1) if None not in row]
    wrong = [(number, row) for number, row in told if row[0] != (row[1] or 0) + (row[2] or 0)]
    if len(wrong) != 1 or len(told) < _FEW_VALUES:
        return
    number, (whole, *parts) = wrong[0]
    text = "\t".join(cell.text for cell in grid.rows[number])
    right = str(sum((one or 0 for one in parts), start=Decimal(0)))
    words = "、".join(map(str, parts))
    yield finding("audit.sum-wrong", Place(None, grid.number, text), str(whole), right, parts=words, likely=True)


CHECKS: tuple[Callable[[AuditedText], Iterator[AuditFinding]], ...] = (totals, rests)
