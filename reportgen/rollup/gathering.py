"""Which sidecars are taken: one for each county, of the period, the version and the taxonomy of the comparison; the others are named."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from reportgen import __version__
from reportgen.messages import N_, _, issue, texts
from reportgen.model.periods import Period, PeriodError
from reportgen.model.sources import Issue, Source
from reportgen.rollup.reading import SIDECAR, is_rolled_up, read_sidecar
from reportgen.rollup.records import Gathered, Refused, Roster, Sidecar, Why
from reportgen.rollup.roster import MANIFEST
from reportgen.rollup.trunks import as_it_stands
from reportgen.settings import Settings

_CATEGORY = re.compile(r"category\.([a-z][a-z0-9_]*)")
_UPDATED = N_("-updated")


def gather(files: Sequence[Path], settings: Settings, period: Period, roster: Roster) -> Gathered:
    """The sidecars that are taken for a period, and what is to be said of all others."""
    refused: list[Refused] = []
    by_code: dict[str, list[Sidecar]] = {}
    for path in files:
        if path.name == MANIFEST:
            continue
        said, memory = read_sidecar(path)
        if isinstance(said, Refused):
            refused.append(said)
        elif memory is not None and is_rolled_up(memory):
            refused.append(_refused(said, Why.UNLISTED, "rollup.is-one"))
        elif roster.names and said.code not in roster.names:
            refused.append(_refused(said, Why.UNLISTED, "rollup.not-listed"))
        else:
            by_code.setdefault(said.code, []).append(said)
    taken: list[Sidecar] = []
    late: list[str] = []
    for code, found in sorted(by_code.items()):
        one = _of_county(found, settings, period, roster.trunks.get(code, ""))
        if isinstance(one, Sidecar):
            taken.append(one)
        else:
            refused.append(one)
            if one.why is Why.PERIOD and _is_earlier(found, period):
                late.append(code)
    there = {*by_code, *(one.code for one in refused)}
    missing = [code for code in roster.names if code not in there]
    return Gathered(taken, refused, late, missing, tuple(_issues(refused, missing, by_code, period, roster)))


def _of_county(found: Sequence[Sidecar], settings: Settings, period: Period, trunk: str) -> Sidecar | Refused:
    """The one sidecar of a county that counts."""
    now = [one for one in found if one.period == str(period)]
    if not now:
        latest = max(found, key=lambda one: one.period)
        return _refused(latest, Why.PERIOD, "rollup.other-period", found=latest.period, period=period)
    whole = [one for one in now if not one.draft]
    if not whole:
        return _refused(now[-1], Why.DRAFT, "rollup.draft")
    one = _last(whole, trunk)
    if one is None:
        names = _(", ").join(each.file for each in whole)
        return _refused(whole[0], Why.TWICE, "rollup.twice", names=names)
    if one.version != __version__:
        return _refused(one, Why.VERSION, "rollup.other-version", found=one.version, version=__version__)
    if differing := _other_taxonomy(one, settings):
        return _refused(one, Why.TAXONOMY, "rollup.other-taxonomy", names=_(", ").join(differing))
    one_now = as_it_stands(one)
    if isinstance(one_now, Sidecar) and not _is_count(one_now.value("total")):
        return _refused(one, Why.LACKING, "rollup.no-total")
    return one_now


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _last(found: Sequence[Sidecar], trunk: str) -> Sidecar | None:
    """The sidecar on which people go on: the one that the batch names, the last of a chain of updates; None where nothing tells."""
    if len(found) == 1:
        return found[0]
    stems = {one.file.removesuffix(SIDECAR): one for one in found}
    if trunk.removesuffix(".docx") in stems:
        return stems[trunk.removesuffix(".docx")]
    marks = "|".join(re.escape(texts(language)(_UPDATED)) for language in ("zh", "en"))
    form = re.compile(rf"(?P<stem>.+?)(?:{marks})(?P<number>[0-9]*)")
    levels: dict[int, Sidecar] = {}
    roots = set()
    for stem, one in stems.items():
        updated = form.fullmatch(stem)
        roots.add(updated["stem"] if updated else stem)
        levels[int(updated["number"] or 1) if updated else 0] = one
    return levels[max(levels)] if len(roots) == 1 and len(levels) == len(found) else None


def _other_taxonomy(one: Sidecar, settings: Settings) -> list[str]:
    """The categories that differ from those of the comparison: other names, more, or, in a sidecar that has all, fewer."""
    theirs = {match[1]: figure.label for id, figure in one.figures.items() if (match := _CATEGORY.fullmatch(id))}
    ours = {code: category.name for code, category in settings.taxonomy.categories.items()}
    wrong = [name for code, name in theirs.items() if ours.get(code) != name]
    return wrong or ([] if one.public else [name for code, name in ours.items() if code not in theirs])


def _is_earlier(found: Sequence[Sidecar], period: Period) -> bool:
    with suppress(PeriodError):
        return all(Period.recall(one.period).end < period.start for one in found)
    return False


def _refused(one: Sidecar, why: Why, code: str, **values: object) -> Refused:
    return Refused(one.file, one.code, why, issue(code, Source(one.file), **values))


def _issues(
    refused: Iterable[Refused],
    missing: Sequence[str],
    by_code: Mapping[str, Sequence[Sidecar]],
    period: Period,
    roster: Roster,
) -> Iterator[Issue]:
    yield from (one.issue for one in refused)
    if missing:
        names = _(", ").join(roster.name(code) for code in missing)
        yield issue("rollup.missing", None, count=len(missing), names=names)
    if not roster.names:
        yield issue("rollup.no-roster", None)
    told = {one.file for one in refused}
    others = [one.file for found in by_code.values() for one in found if one.period != str(period)]
    if idle := [file for file in others if file not in told]:
        yield issue("rollup.others-passed-over", None, count=len(idle), period=period)
