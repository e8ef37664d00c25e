"""What all sections of the configuration are made of: codes and texts, frozen models that refuse unknown keys.

Codes are strict text: a number in YAML is not taken for a code.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

CODE_PATTERN = r"^[a-z][a-z0-9_]*$"
REGION_PATTERN = r"^[0-9]{6,12}$"

Code = Annotated[str, StringConstraints(strict=True, pattern=CODE_PATTERN, max_length=40)]
RegionCode = Annotated[str, StringConstraints(strict=True, pattern=REGION_PATTERN)]
Text = Annotated[str, StringConstraints(strict=True, min_length=1, pattern=r"\S")]
Mark = Annotated[str, StringConstraints(strict=True, min_length=1)]  # also a line break


class Model(BaseModel):
    """A frozen section of the configuration that refuses unknown keys."""

    # A section's own validator is built when it is needed: the whole configuration needs only one.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
