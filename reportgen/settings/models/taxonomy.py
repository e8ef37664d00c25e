"""What cases are sorted into, what causes they bear out, and what is advised."""

from pydantic import Field

from reportgen.settings.models.base import Code, Model, Text


class AspectSettings(Model):
    """One way in which a category shows itself: `phrase` is how the report says it."""

    phrase: Text
    keywords: list[Text]


class CategorySettings(Model):
    """One problem category."""

    name: Text
    definition: str = ""
    measure: Text | None = Field(None, description="Measure word of its cases; without it wording.case")
    aliases: list[Text] = []
    keywords: list[Text] = []
    aspects: dict[Code, AspectSettings] = {}
    catch_all: bool = Field(False, description="Takes the cases of no other category (其他)")


class CauseSettings(Model):
    """Why problems arise: said only when `when` holds; `title`, `text` and `evidence` may hold {{ figures }}."""

    title: Text
    when: Text
    text: Text
    evidence: str = ""
    recommendations: list[Code] = []
    always: bool = Field(False, description="Never cut where report.most_causes cuts, whatever its strength")


class RecommendationSettings(Model):
    """What should be done, by whom and by when; `title` and `action` may hold {{ figures }}."""

    title: Text
    action: Text
    owner: Text
    deadline: Text
    when: Text | None = Field(None, description="Said only when this holds, too: an order acts on cases that exist")


class Taxonomy(Model):
    """What the report speaks of: categories in their order, causes and recommendations."""

    categories: dict[Code, CategorySettings]
    causes: dict[Code, CauseSettings] = {}
    recommendations: dict[Code, RecommendationSettings] = {}
