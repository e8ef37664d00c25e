"""The day of a command: that of the office, whatever the machine's clock shows."""

import os
import re
from datetime import UTC, date, datetime, timedelta, timezone

from reportgen.cli.output import refuse_usage
from reportgen.messages import _
from reportgen.model.periods import report_day

_CHINA = timezone(timedelta(hours=8))  # the day is the office's, wherever the machine thinks it is
_SECONDS = re.compile("[0-9]{1,12}")  # a digit is one of ten: not ², not ３


def today() -> date:
    """The day that SOURCE_DATE_EPOCH names if it is set, else today in China; ends the program where it names none."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        now = datetime.fromtimestamp(_seconds(epoch), UTC) if epoch else datetime.now(UTC)
        return report_day(now.astimezone(_CHINA).date().isoformat())
    except (ValueError, OverflowError, OSError):
        refuse_usage(
            _(
                "SOURCE_DATE_EPOCH is “{value}”; it must be a number of seconds since 1970, such as 1791763200, or not be set."
            ).format(value=epoch)
        )


def _seconds(text: str) -> int:
    if not _SECONDS.fullmatch(text):
        raise ValueError
    return int(text)
