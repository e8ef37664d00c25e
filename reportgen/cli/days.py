"""The day of a command: that of the office, whatever the machine's clock shows."""

import os
from datetime import UTC, date, datetime, timedelta, timezone

_CHINA = timezone(timedelta(hours=8))  # the day is the office's, wherever the machine thinks it is


def today() -> date:
    """The day that SOURCE_DATE_EPOCH names if it is set, else today in China."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)).astimezone(_CHINA).date()
