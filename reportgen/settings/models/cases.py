"""What the configuration says of single cases."""

from pydantic import Field

from reportgen.messages import N_
from reportgen.settings.models.base import Model, Text


class Release(Model):
    """A case whose text may be printed though it could still name somebody: a person has read it and answers for it."""

    id: Text = Field(description=N_("The case's own number, as the ledger has it"))
    who: Text = Field(description=N_("Who has read the text and answers for it"))


class CaseSettings(Model):
    """What the report may do with single cases."""

    longest: int = Field(
        150,
        ge=60,
        le=5_000,
        description=N_(
            "Characters of a typical case's text, and of its handling; of a longer one the sentences of its beginning are printed, marked as an excerpt"
        ),
    )
    release: list[Release] = Field(
        [], description=N_("Cases whose withheld text may be printed; what is known of people in it stays masked")
    )
