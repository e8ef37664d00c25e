"""Makes the ledgers of the two invented counties.   usage: python samples/make_samples.py [OUT]

Everything is drawn from a seed, so every run writes the same files: `OUT/<county>/*.xlsx` and `OUT/truth.json` (what was
planted, counted while planting; the tests count the files again by themselves). OUT is the folder of this script unless given.
No person, number, place or case in them is real: the province 澜江省, the city 临澜市 and the counties do not exist, no Chinese
region code begins with 99, no mobile number with 154, no area code is 0788.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from county_cases import Case, County
from ledger_books import write_book
from ledger_clerk import Clerk
from ledger_layouts import LAYOUTS, sheets_of

HERE = Path(__file__).parent


def counted(cases: Sequence[Case], field: Callable[[Case], str]) -> dict[str, dict[str, int]]:
    """How many believed cases each quarter has, by a field."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        if case.date_as is None:
            counts[case.quarter][field(case)] += 1
    return {quarter: dict(sorted(counts[quarter].items())) for quarter in sorted(counts)}


def make_county(out: Path, story: Mapping[str, Any], situations: Mapping[str, Any]) -> dict[str, Any]:
    """Writes the two ledgers of one county and returns what was planted in them."""
    cases = County(story, situations).cases()
    clerk = Clerk(story)
    entered = clerk.prepared(cases)
    files = {}
    for layout in LAYOUTS[story["folder"]]:
        sheets = sheets_of(layout, clerk, entered)
        write_book(out / story["folder"] / layout.file, sheets, story["office"])
        files[f"{story['folder']}/{layout.file}"] = {
            sheet.name: sum(bool(row) for row in sheet.rows) for sheet in sheets
        }
    by_category = counted(cases, lambda case: case.category)
    return {
        "name": story["name"],
        "code": story["code"],
        "sheets": files,
        "slips": dict(sorted(clerk.slips.items())),
        "cases": sum(sum(counts.values()) for counts in by_category.values()),
        "totals": {quarter: sum(counts.values()) for quarter, counts in by_category.items()},
        "categories": by_category,
        "missing_categories": {
            quarter: dict(sorted(counts.items())) for quarter, counts in sorted(clerk.missing.items())
        },
        "units": counted(cases, lambda case: case.unit),
        "channels": counted(cases, lambda case: case.channel),
        "spelled": {name: dict(sorted(spelled.items())) for name, spelled in clerk.spelled.items()},
    }


def main(arguments: Sequence[str]) -> None:
    """Writes all samples and prints what is in them."""
    out = Path(arguments[0]) if arguments else HERE
    situations = yaml.safe_load((HERE / "invented/situations.yaml").read_text(encoding="utf-8"))
    truth = {}
    for name in ("qinglan", "yunpi"):
        story = yaml.safe_load((HERE / f"invented/{name}.yaml").read_text(encoding="utf-8"))
        truth[name] = make_county(out, story, situations)
        print(f"{story['name']}: {truth[name]['cases']} cases", truth[name]["totals"], truth[name]["slips"], sep="\n  ")
    (out / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
