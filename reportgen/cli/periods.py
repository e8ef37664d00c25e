"""The period that a command is asked for, as people write it."""

from reportgen.cli.days import today
from reportgen.cli.output import refuse_usage
from reportgen.messages import _
from reportgen.model.periods import Period, PeriodError


def period_of(text: str) -> Period:
    """The period that a person means today; where it is none, says all spellings and ends the program."""
    try:
        return Period.parse(text, today())
    except PeriodError as fault:
        refuse_usage(
            _("“{text}” is no period.").format(text=fault)
            + "\n"
            + _(
                "Write a quarter (2026Q3), a half-year (2026H1), a year (2026), a month (2026-07) or a run of months of one year (2026-01/2026-09), or its name in Chinese; without a year it is the latest one."
            )
        )
