"""A Word page as an editor left it -> the same page, without people and noise; and what was taken out, told.

What must go is said by the table of `word.contents`, and so is whether it is gone: a page that still holds some of it is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportgen.messages import _, issue
from reportgen.model.sources import Issue, Source
from reportgen.render.template.links import unlink, unlink_fields
from reportgen.word.cleaning.steps import accepting, hiding, traces
from reportgen.word.cleaning.steps.link_targets import tidy_bookmarks
from reportgen.word.cleaning.steps.naming import name_drawings, name_files, name_old_shapes, pictures
from reportgen.word.cleaning.steps.parts import reachable
from reportgen.word.cleaning.steps.stripping import strip_svg, stripped
from reportgen.word.cleaning.tree import local, remove
from reportgen.word.contents.activity import Holding, cleaned_content, construct_of_link
from reportgen.word.contents.constructs import CONSTRUCTS, Kind, Verdict
from reportgen.word.contents.fields import fields
from reportgen.word.contents.pictures import kind_of
from reportgen.word.contents.places import place_of
from reportgen.word.contents.signs import CUSTOM_XML
from reportgen.word.packages.package import Package, Relationship, is_xml
from reportgen.word.packages.structure import text_parts
from reportgen.word.packages.xml import Element, serialize
from reportgen.word.pages.page import field_name
from reportgen.word.pages.styles import Style, styles_of

_DESK = frozenset({
    "embedRegular", "embedBold", "embedItalic", "embedBoldItalic", "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts",
    "documentProtection", "writeProtection",
})  # fmt: skip
"""Settings of the file that is the page, not of reports."""


def printed(package: Package) -> Package:
    """The package of a page with the parts that are printed and what they need: comments, properties, data of others are gone whole.

    What stands in those need not be judged.
    """
    links = {
        part: [one for one in links if not _only_accompanies(package, part, one)]
        for part, links in package.links.items()
    }
    return reachable(replace(package, links=links))


def clean_page(package: Package) -> Package:
    """The package of a page, as `printed` gives it, without what the table says is cleaned.

    Raises DocumentError where a part is damaged.
    """
    styles = styles_of(package)
    roots = {
        part: package.root(part)
        for part in package.parts
        if is_xml(part, package.types[part]) or part in text_parts(package)
    }
    package = reachable(
        unlink(package, roots, lambda part, link: construct_of_link(package, part, link) == "hyperlink")
    )
    for part, root in roots.items():
        _clean_part(root, styles if part in text_parts(package) else None)
    tidy_bookmarks(roots[part] for part in text_parts(package))
    name_drawings(roots.values())
    name_old_shapes(roots.values())
    package = package.replaced({part: serialize(root) for part, root in roots.items() if part in package.parts})
    return name_files(_with_bare_pictures(package))[0]


def cleanings(package: Package) -> tuple[Issue, ...]:
    """What is taken out of a page, an issue a construct: which parts hold it, how many times, and what is lost if anything is."""
    found: dict[str, list[Holding]] = {}
    for one in cleaned_content(package):
        found.setdefault(one.construct, []).append(one)
    return tuple(_said(package.name, construct, held) for construct, held in found.items())


def not_cleaned(package: Package) -> tuple[Issue, ...]:
    """A refusal of each thing that should be gone and is not: a page is never taken on trust."""
    return tuple(
        issue(
            "document.active",
            Source(package.name, one.part),
            where=one.where,
            what=one.what,
            advice=_("Take it out in Word and save the page anew"),
        )
        for one in cleaned_content(package)
    )


def contents_to_renew(package: Package) -> tuple[Issue, ...]:
    """What a person still has to do in each report: a table of contents shows what it showed in the page until Word renews it."""
    root = package.root(package.document)
    return tuple(
        issue("page.contents", Source(package.name, package.document), where=place_of(one.element))
        for one in fields(root)
        if field_name(one.code) in ("TOC", "PAGEREF")
    )[:1]


def _said(name: str, construct: str, held: Sequence[Holding]) -> Issue:
    row = CONSTRUCTS[construct]
    code = "page.cleaned-seen" if row.advice else "page.cleaned"
    places = _("; ").join(
        _("{part} {count}×").format(part=one.where if row.advice else one.part, count=one.count) for one in held
    )
    advice = _(row.advice) if row.advice else ""
    return issue(code, Source(name, held[0].part), what=_(row.what), places=places, advice=advice)


def _only_accompanies(package: Package, part: str, link: Relationship) -> bool:
    """Whether a relationship brings in what a page does without; links in the text are taken out with their text."""
    if link.type == CUSTOM_XML:
        return True
    construct = construct_of_link(package, part, link)
    return (
        bool(construct and construct != "hyperlink")
        and CONSTRUCTS[construct].verdicts[Kind.TEMPLATE] is Verdict.CLEANED
    )


def _clean_part(root: Element, styles: Mapping[str, Style] | None) -> None:
    """What stands in one part; `styles` are given for those that are printed."""
    accepting.accept(root)
    traces.remove_traces(root)
    strip_svg(root)
    unlink_fields(root)
    for one in [one for one in root.iter() if local(one) in _DESK]:
        remove(one)
    if styles is not None:
        hiding.remove_hidden(root, styles)


def _with_bare_pictures(package: Package) -> Package:
    """The package with its pictures stripped, each called what it is."""
    found = list(dict.fromkeys(pictures(package)))
    bare = {part: stripped(package.parts[part]) for part in found}
    return replace(
        package.replaced(bare), types={**package.types, **{part: kind_of(data) for part, data in bare.items()}}
    )
