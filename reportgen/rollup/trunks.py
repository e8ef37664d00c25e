"""A sidecar and the report beside it: what people typed over counts, a report that contradicts itself or is another one does not."""

import unicodedata
from collections.abc import Iterator

from reportgen.files.pairs import Fit, compare, digest, read_seal
from reportgen.inputs import read_file
from reportgen.messages import DocumentError, issue
from reportgen.model.sources import Source
from reportgen.rollup.reading import number
from reportgen.rollup.records import Number, Reading, Refused, Sidecar, Why
from reportgen.sidecar import open_report
from reportgen.word.blocks.placing import place

_ENDING = ".trace.json"


def as_it_stands(sidecar: Sidecar) -> Sidecar | Refused:
    """The sidecar with the figures as they stand in the report beside it today; as it is where no report stands there."""
    document = sidecar.path.with_name(sidecar.path.name.removesuffix(_ENDING) + ".docx")
    try:
        data = read_file(document)
        if digest(data) == sidecar.sha256:
            return sidecar
        own = read_file(sidecar.path)
    except OSError:
        return sidecar
    fit = compare(data, read_seal(own))[0]
    if fit is Fit.FORM:
        return sidecar
    if fit is not Fit.EDITED:
        return _refused(sidecar, "rollup.other-report")
    try:
        found = dict(_standing(data, document.name, own, sidecar))
    except (DocumentError, ValueError):
        return _refused(sidecar, "rollup.contradicts-itself")
    return sidecar.with_figures(found)


def _refused(sidecar: Sidecar, code: str) -> Refused:
    return Refused(sidecar.file, sidecar.code, Why.EDITED, issue(code, Source(sidecar.file)))


def _standing(data: bytes, name: str, own: bytes, sidecar: Sidecar) -> Iterator[tuple[str, Reading]]:
    """The figures that stand in a report otherwise than it was written; raises ValueError where one stands in two ways."""
    report = open_report(data, name, own)
    if report.memory is None:
        raise ValueError(name)
    written, placement = report.memory.figures, place(report.page, report.memory)
    found: dict[str, set[Number | None]] = {}
    for line, standings in placement.figures.items():
        for one in standings:
            text = placement.items[line].text[one.start : one.end]
            if one.figure in sidecar.figures and one.figure in written and not one.copied:
                found.setdefault(one.figure, set()).add(_value(text, sidecar.figures[one.figure]))
    for figure, values in found.items():
        reading = sidecar.figures[figure]
        known = {one for one in values if one is not None and one != _value(written[figure], reading)}
        if not known:
            continue
        if len(values) > 1:
            raise ValueError(figure)
        before = reading.computed if reading.changed else reading.value
        yield figure, _typed(reading, next(iter(known)), before)


def _typed(reading: Reading, value: Number, before: Number | None) -> Reading:
    return Reading(
        value, reading.label, reading.unit, reading.where, "", reading.line, computed=before, changed=value != before
    )


def _value(text: str, reading: Reading) -> Number | None:
    """The number that stands there, without its sign, which words may say; None where it is no plain number (a claim, 12.3万)."""
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("+-−")
    return None if reading.value is None else number(plain, reading.unit)
