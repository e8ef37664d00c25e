"""What is to be done: which counties have changed since the last batch, and why; which cannot be built at all."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from reportgen.batch.manifest import Entry, Manifest, looked_again, place, told
from reportgen.batch.planning.chain import names_of
from reportgen.batch.planning.keys import Digests, inputs_of, key_of, layer_name
from reportgen.batch.planning.previews import look
from reportgen.batch.records import WRITTEN, Cluster, Limits, Looked, Result, State
from reportgen.clean.county_rows import Region
from reportgen.job import stem_name
from reportgen.messages import SettingsError, issue, speaking
from reportgen.model.periods import Period
from reportgen.model.sources import Issue, Source
from reportgen.read.parent.finding import expanded


@dataclass(frozen=True, slots=True)
class Asked:
    """What a batch is asked for; `language` is that of what it says of counties whose reports have none yet, `cluster` says whose workers do it (None: processes of this machine)."""

    configs: Sequence[Path]
    period: Period
    out: Path
    day: date
    jobs: int = 1
    force: bool = False
    update: bool = False
    dry: bool = False
    limits: Limits = field(default_factory=Limits)
    language: str = "zh"
    cluster: Cluster | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of one county: `entry` is all that is known of it now, `why` says why it is built ("" where it need not be).

    `looked` is None where it cannot be built: its configuration is refused. `shared` are the shared ledgers as they are now; `maybe` says that nothing
    but these has changed, so that all depends on whether the county's own rows in them have.
    """

    config: Path
    entry: Entry
    why: str
    looked: Looked | None = None
    key: str = ""
    shared: Mapping[str, str] = field(default_factory=dict)
    maybe: bool = False

    @property
    def is_due(self) -> bool:
        """Whether there is a job to be done."""
        return self.looked is not None and bool(self.why)


def make_plans(asked: Asked, manifest: Manifest, digests: Digests) -> list[Plan]:
    """What is to become of each county; those of which two would write one report, or have one code and different names, are refused both."""
    there = _names(asked.out)
    plans = [_plan_one(config, asked, manifest, digests, there) for config in asked.configs]
    reports: dict[str, list[Plan]] = {}
    codes: dict[str, list[Plan]] = {}
    for plan in plans:
        if plan.looked:
            reports.setdefault(_stem(plan.looked, asked.period).casefold(), []).append(plan)
            codes.setdefault(Region(plan.looked.name, plan.looked.code).prefix, []).append(plan)
    refused = {
        plan.config: _refused_as_twice(plan, same) for same in reports.values() if len(same) > 1 for plan in same
    }
    for same in codes.values():
        firsts: dict[str, Plan] = {}  # of each name
        for plan in same:
            firsts.setdefault(_called(plan), plan)
        for plan in same if len(firsts) > 1 else ():
            other = next(one for name, one in firsts.items() if name != _called(plan))  # the first or the second
            values = {"region": plan.entry.code, "name": other.entry.name, "other": other.config}
            refused.setdefault(plan.config, refused_plan(plan, "batch.same-code", **values))
    return [refused.get(plan.config, plan) for plan in plans]


def _called(plan: Plan) -> str:
    """The name of a county, however its characters and blanks are written."""
    return "".join(unicodedata.normalize("NFKC", plan.entry.name).casefold().split())


def _names(out: Path) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in out.glob("*.docx"))) if out.is_dir() else ()


def _stem(looked: Looked, period: Period) -> str:
    return stem_name(looked.code, period, looked.report)


def _refused_as_twice(plan: Plan, same: Sequence[Plan]) -> Plan:
    other = next(one for one in same if one is not plan)
    name = plan.looked.report if plan.looked else ""
    return refused_plan(plan, "batch.same-report", region=plan.entry.code, report=name, other=other.config)


def refused_plan(plan: Plan, code: str, **values: object) -> Plan:
    """The plan of a county that is not built, for this reason."""
    with speaking(plan.looked.language if plan.looked else None):
        found = issue(code, Source(str(plan.config)), **values)
    return Plan(plan.config, _refused(plan.entry, [found]), "refused")


def _refused(entry: Entry, issues: Sequence[Issue]) -> Entry:
    return Entry(
        entry.config, State.REFUSED, entry.code, entry.name, **told(Result(State.REFUSED, tuple(issues))), current=False
    )


def _plan_one(config: Path, asked: Asked, manifest: Manifest, digests: Digests, there: tuple[str, ...]) -> Plan:
    name = place(config, asked.out)
    before = manifest.before.get(name)
    try:
        with speaking(asked.language):
            looked = _looked(config, before, asked.out, digests)
    except SettingsError as fault:
        return Plan(config, _refused(Entry(name, State.REFUSED), fault.issues), "refused")
    entry = replace(before or Entry(name, State.FAILED, current=False), code=looked.code, name=looked.name)
    inputs = inputs_of(looked, entry.templates, digests, asked.out)
    shared = shared_of(looked, digests, asked.out)
    key = key_of(looked, inputs, entry.parts, asked.period, asked.day)
    why = _why(before, key, inputs, _chain(looked, asked.period, there), digests, asked)
    maybe = not why and shared != entry.shared
    return Plan(config, entry, "shared" if maybe else why, looked, key, shared, maybe)


def shared_of(looked: Looked, digests: Digests, out: Path) -> dict[str, str]:
    """The shared ledgers as they are now: the path of each from the folder -> its sha256."""
    return {place(path, out): digests[path] for path in shared_files(looked)}


def shared_files(looked: Looked) -> tuple[Path, ...]:
    """The ledgers of which a county has some rows, each once, resolved."""
    return tuple(dict.fromkeys(path.resolve() for one in looked.shared for path in expanded(one)))


def _looked(config: Path, before: Entry | None, out: Path, digests: Digests) -> Looked:
    """What the configuration says; where none of its files has changed, as the manifest remembers it."""
    if before is not None and before.looked:
        try:
            kept = looked_again(before, out)
        except (LookupError, TypeError, ValueError, AttributeError):
            return look(config)
        layers = enumerate(kept.layers)
        if all(before.inputs.get(layer_name(number, path)) == digests[path] for number, path in layers):
            return kept
    return look(config)


def _chain(looked: Looked, period: Period, there: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for _level, name in names_of(_stem(looked, period), looked.language, there))


def _why(
    before: Entry | None, key: str, inputs: Mapping[str, str], chain: tuple[str, ...], digests: Digests, asked: Asked
) -> str:
    """Why a county must be built; "" where it need not be: what stands there is what the manifest says, and so is what it is made of."""
    if before is None or not before.key:
        return "new"
    if asked.force:
        return "forced"
    if before.key != key:
        changed = [name for name in inputs if before.inputs.get(name) != inputs[name]]
        return ", ".join(changed[:3]) or "program"
    if before.state not in (*WRITTEN, State.EDITED) or not before.current:
        return before.state.value
    if chain != before.chain or any(digests[asked.out / name] != kept for name, kept in before.digests.items()):
        return "report"
    return ""
