"""What cases are sorted into, what causes they bear out, and what is advised."""

from pydantic import Field

from reportgen.messages import N_
from reportgen.settings.models.base import Code, Model, Text


class AspectSettings(Model):
    """One way in which a category shows itself: `phrase` is how the report says it."""

    phrase: Text = Field(description=N_("How the report says it"))
    keywords: list[Text] = Field(description=N_("Words of a content that tell it"))


class CategorySettings(Model):
    """One problem category."""

    name: Text = Field(description=N_("What the report calls it"))
    definition: str = Field("", description=N_("What belongs to it"))
    measure: Text | None = Field(None, description=N_("Measure word of its cases; without it wording.case"))
    aliases: list[Text] = Field([], description=N_("What ledgers call it"))
    keywords: list[Text] = Field([], description=N_("Words of a content that tell it"))
    aspects: dict[Code, AspectSettings] = Field({}, description=N_("Ways in which it shows itself, by code"))
    catch_all: bool = Field(False, description=N_("Takes the cases of no other category (其他)"))


class CauseSettings(Model):
    """Why problems arise: said only when `when` holds; `title`, `text` and `evidence` may hold {{ figures }}."""

    title: Text = Field(description=N_("The heading of the cause; may hold {{ figures }}"))
    when: Text = Field(description=N_("The condition under which it is said (docs/figures.md)"))
    text: Text = Field(description=N_("The text of the cause; may hold {{ figures }}"))
    evidence: str = Field("", description=N_("The sentence with the figures that bear it out"))
    recommendations: list[Code] = Field([], description=N_("Codes of the recommendations that follow"))
    always: bool = Field(False, description=N_("Never cut where report.most_causes cuts, whatever its strength"))


class RecommendationSettings(Model):
    """What should be done, by whom and by when; `title` and `action` may hold {{ figures }}."""

    title: Text = Field(description=N_("The heading of the recommendation"))
    action: Text = Field(description=N_("What is to be done; may hold {{ figures }}"))
    owner: Text = Field(description=N_("Who is to do it"))
    deadline: Text = Field(description=N_("By when"))
    when: Text | None = Field(None, description=N_("Said only when this holds, too: an order acts on cases that exist"))


class Notes(Model):
    """What a county says of one thing, printed where the report tells of it; may hold {{ figures }}."""

    categories: dict[Text, Text] = Field({}, description=N_("Sentences about categories, by code or name"))
    causes: dict[Text, Text] = Field({}, description=N_("Sentences about causes, by code or title"))
    units: dict[Text, Text] = Field({}, description=N_("Sentences about units, by name"))


class Taxonomy(Model):
    """What the report speaks of: categories in their order, causes and recommendations."""

    categories: dict[Code, CategorySettings] = Field(
        description=N_("Problem categories by code, in the order in which the report tells them")
    )
    causes: dict[Code, CauseSettings] = Field({}, description=N_("Causes by code"))
    recommendations: dict[Code, RecommendationSettings] = Field({}, description=N_("Recommendations by code"))

    @property
    def idle_recommendations(self) -> tuple[str, ...]:
        """The codes of recommendations that no cause leads to."""
        named = {code for cause in self.causes.values() for code in cause.recommendations}
        return tuple(code for code in self.recommendations if code not in named)
