"""Makes the ledger of the invented town of Brackenford.   usage: python samples/make_foreign.py [OUT]

An English request book as CSV, drawn from a seed: `OUT/foreign/requests.csv`, the same bytes with every run. The town, its
services and every request in it are invented.
"""

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
HEADER = ("Request no.", "Received", "Channel", "Service", "Category", "Details", "Answer", "Closed", "Satisfaction")
QUARTERS = {(2025, 7): 41, (2025, 10): 36, (2026, 1): 39, (2026, 4): 44, (2026, 7): 53}  # first month: requests
CHANNELS = {"phone": 6, "web form": 4, "front desk": 2}
SATISFACTION = {"satisfied": 6, "partly satisfied": 2, "dissatisfied": 1, "": 4}
REQUESTS = {
    ("Roads", "Highways Office"): (
        "The pothole at the foot of Mill Lane is back after the last repair and cars swerve round it",
        "The new crossing by the station has no kerb for prams and wheelchairs",
        "Road works on Weir Street went on for two weeks longer than the notice said",
        "A pothole by the school gate has been reported before and is still open",
    ),
    ("Waste", "Waste Service"): (
        "The collection of the green bins was missed in Orchard Close on two Mondays",
        "The glass bank behind the market is full and bottles stand beside it",
        "Bulky waste that was booked for Tuesday is still on the pavement",
    ),
    ("Noise", "Licensing Desk"): (
        "Music from the yard of the old brewery goes on past midnight at weekends",
        "Deliveries to the bakery begin before five in the morning",
    ),
    ("Lighting", "Highways Office"): (
        "Three street lamps on the river path are out and the path is dark by six",
        "A street lamp outside the library flickers all night",
    ),
    ("Parks", "Parks Service"): (
        "The swing in Quarry Park is broken and its chain hangs loose",
        "Nobody has cut the grass round the bowling green since spring",
    ),
}  # fmt: skip
WEIGHTS = {"Roads": 5, "Waste": 4, "Noise": 2, "Lighting": 2, "Parks": 1}
GROWTH = {"Roads": 1, "Waste": 0, "Noise": 0, "Lighting": 0, "Parks": 0}  # further weight with each quarter
ANSWERS = (
    "The crew made good the defect and the file was closed with a note to the resident",
    "The contractor was called back and did the work again",
    "The service explained the schedule and put the street on the list for the next round",
)


def requests(random: Random) -> Iterator[tuple[str, ...]]:
    """The rows of the book in order of day."""
    number = 0
    for place, ((year, month), count) in enumerate(QUARTERS.items()):
        days = sorted(random.randrange(90) for _ in range(count))
        for offset in days:
            number += 1
            yield _row(random, number, date(year, month, 1) + timedelta(days=offset), place)


def _row(random: Random, number: int, received: date, place: int) -> tuple[str, ...]:
    kinds = list(REQUESTS)
    category, service = random.choices(kinds, [WEIGHTS[name] + place * GROWTH[name] for name, _ in kinds])[0]
    closed = received + timedelta(days=random.choice((1, 2, 3, 4, 6, 9, 14, 21)))
    open_still = closed > date(2026, 10, 5) or random.random() < 0.06
    channel = random.choices(list(CHANNELS), list(CHANNELS.values()))[0]
    satisfied = random.choices(list(SATISFACTION), list(SATISFACTION.values()))[0]
    return (
        f"R{number:04d}",
        received.isoformat(),
        channel,
        service,
        category,
        random.choice(REQUESTS[category, service]),
        "" if open_still else random.choice(ANSWERS),
        "" if open_still else closed.isoformat(),
        "" if open_still else satisfied,
    )


def main(arguments: Sequence[str]) -> None:
    """Writes the book."""
    out = (Path(arguments[0]) if arguments else HERE) / "foreign"
    rows = list(requests(Random("Brackenford")))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows)
    out.mkdir(parents=True, exist_ok=True)
    (out / "requests.csv").write_text(text.getvalue(), encoding="utf-8", newline="\n")
    print(f"{len(rows)} requests")


if __name__ == "__main__":
    main(sys.argv[1:])
