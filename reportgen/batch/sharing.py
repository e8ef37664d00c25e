"""The shared ledgers of a batch: read for those counties that need them, and what they come to for all."""

import errno
import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reportgen.batch.manifest import Manifest, place
from reportgen.batch.parts.listing import Sharing, Unlisted, claimed_twice, unlisted
from reportgen.batch.parts.partitioning import part_ledgers
from reportgen.batch.parts.store import Store, remove_store, store_folder
from reportgen.batch.planning.plans import Asked, Plan, refused_plan, shared_files
from reportgen.clean.county_rows import Region
from reportgen.messages import WriteError, issue
from reportgen.model.sources import Source
from reportgen.read import Limits
from reportgen.writing import system_reason


@contextmanager
def parted(plans: Sequence[Plan], asked: Asked, manifest: Manifest) -> Iterator[tuple[list[Plan], Path | None]]:
    """The plans, those refused that would take the rows of others, and the file with the rows of shared ledgers; None where none is needed.

    What the ledgers come to goes into the manifest. The file goes when this is left.
    """
    counties = [_sharing(number, plan) for number, plan in enumerate(plans) if plan.looked and plan.looked.shared]
    list_digest = _list_digest(plans, asked.out)
    if not any(plans[one.number].is_due for one in counties) and (
        not counties or manifest.shared.get("counties") == list_digest
    ):
        remove_store(asked.out)
        if not counties and manifest.shared:
            manifest.note_shared({})
        yield list(plans), None
        return
    with store_folder(asked.out) as folder:
        path = _filled(plans, counties, asked, folder)
        store = Store.opened(path)
        twice = claimed_twice(store, counties)
        told = {"counties": list_digest, "unlisted": [_record(one, asked.out) for one in unlisted(store, counties)]}
        store.close()
        if manifest.shared != told:
            manifest.note_shared(told)
        yield [_judged(plan, plans, twice.get(number)) for number, plan in enumerate(plans)], path


def _sharing(number: int, plan: Plan) -> Sharing:
    looked = plan.looked
    if looked is None:
        raise AssertionError("only what was looked at shares")
    region = Region(looked.name, looked.code, looked.regions)
    return Sharing(number, frozenset(shared_files(looked)), looked.columns, region)


def _list_digest(plans: Sequence[Plan], out: Path) -> str:
    names = sorted(place(plan.config, out) for plan in plans)
    return hashlib.sha256("\n".join(names).encode("utf-8", "surrogatepass")).hexdigest()


def _filled(plans: Sequence[Plan], counties: Sequence[Sharing], asked: Asked, folder: Path) -> Path:
    files: dict[Path, Limits] = {}
    for one in counties:
        looked = plans[one.number].looked
        for path in shared_files(looked) if looked else ():
            memory_mb = max(looked.memory_mb if looked else 0, files[path].memory_mb if path in files else 0)
            files[path] = Limits(memory_mb, asked.limits.seconds)
    try:
        store = Store.made(folder)
        part_ledgers(files, sorted({one.columns for one in counties}), store)
        store.finish()
    except sqlite3.Error as fault:  # the disk is full, or reports an error
        full = "full" in str(fault)
        reason = system_reason(OSError(errno.ENOSPC if full else errno.EIO, str(fault)))
        raise WriteError([issue("write.failed", Source(str(folder)), reason=reason)]) from fault
    return store.path


def _record(one: Unlisted, out: Path) -> dict[str, Any]:
    return {"file": place(one.path, out), "rows": one.rows, "unlisted": one.unlisted, "regions": dict(one.regions)}


def _judged(plan: Plan, plans: Sequence[Plan], twice: tuple[str, int] | None) -> Plan:
    if twice is None:
        return plan
    said, other = twice
    return refused_plan(plan, "batch.region-twice", said=said, other=plans[other].config)
