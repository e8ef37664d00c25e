"""A file that lists the configurations of a batch."""

import re
from pathlib import Path

from pydantic import Field

from reportgen.messages import N_, SettingsError, issue
from reportgen.settings.checks.validation import validated
from reportgen.settings.models.base import Model, Text
from reportgen.settings.tree.places import key_source
from reportgen.settings.tree.yaml_tree import read_tree

LISTING = re.compile(rb"""^[{\s]{0,8}["']?counties["']?\s*:""", re.MULTILINE)
"""By its key such a file is told from the configuration of one county."""


class CountyList(Model):
    """The counties of a batch: configurations, folders of them, or patterns (`县区/*.yaml`), read from the folder of this file."""

    counties: list[Text] = Field(description=N_("The configurations of the counties: files, folders or patterns"))


def read_list(path: Path) -> tuple[Path, ...]:
    """What the file lists, each path from its folder; raises SettingsError."""
    reading = read_tree(path, str(path))
    found, faults = validated(reading.tree, CountyList, complete=reading.complete)
    issues = [*reading.issues, *faults]
    if found is not None and not found.counties:
        issues.append(issue("batch.no-county", key_source(reading.tree, ("counties",))))
    if found is None or issues:
        raise SettingsError(issues)
    return tuple(path.parent / one for one in found.counties)
