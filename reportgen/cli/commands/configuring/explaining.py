"""`reportgen explain`: where each value of a configuration comes from, or how two configurations differ."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportgen.cli.application import app
from reportgen.cli.output import issue_json, print_issues, print_json, refuse_usage, say
from reportgen.messages import ReportgenError, _

if TYPE_CHECKING:
    from reportgen.configuring.explaining import Difference, Explained

_MOST = 100  # characters of a value on the screen, where not asked for by its key; --json has it whole


@app.command(
    help=_("Explains a configuration: each value, the file and line that set it, and what that overrode."),
    epilog=_("Example: reportgen explain config/yunpi.yaml charts.top report.title"),
)
def explain(
    config: Annotated[
        Path, typer.Argument(help=_("The configuration of the county, a YAML file."), show_default=False)
    ],
    keys: Annotated[
        list[str] | None,
        typer.Argument(help=_("Only these keys and what is below them: report.title, ledger.vocabulary.")),
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help=_("Another configuration: only what differs between the two is shown."))
    ] = None,
    report: Annotated[
        str | None,
        typer.Option(help=_("The values of this one of the kinds of report that the configuration has (reports).")),
    ] = None,
    form: Annotated[
        bool, typer.Option("--form", help=_("Where the page departs from GB/T 9704-2012, and who says so."))
    ] = False,
    template: Annotated[
        bool, typer.Option("--template", help=_("Show which file prints each section and block of the text."))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the result for machines."))] = False,
) -> None:
    """Explains a configuration."""
    if form and (keys or against is not None):
        refuse_usage(_("--form stands alone, without keys and --against."))
    from reportgen.configuring.explaining import differences, loaded_as
    from reportgen.configuring.explaining import explain as explained

    if template and (keys or against):
        refuse_usage(_("--template stands alone: it takes no keys and no --against."))
    kind = report or ""
    try:
        if form:
            _tell_deviations(config, kind, as_json)
            return
        if template:
            _tell_template(config, kind, as_json)
            return
        if against is not None:
            _tell_differences(differences(config, against, keys or (), kind), config, against, as_json)
            return
        found = explained(config, keys or (), kind)
        aside = () if kind else loaded_as(config).kinds
    except ReportgenError as fault:
        if as_json:
            print_json({"issues": [issue_json(one) for one in fault.issues]})
        else:
            print_issues(fault.issues)
        raise typer.Exit(1) from None
    if as_json:
        print_json({"values": [_json(one) for one in found], "reports": list(aside)})
        return
    for line in _lines(found, whole=bool(keys)):
        say(line)
    if aside:
        text = _("What its kinds of report say otherwise is not in this: --report NAME shows one of them ({names}).")
        say(text.format(names=_(", ").join(aside)))


def _tell_deviations(config: Path, kind: str, as_json: bool) -> None:
    """Where the form departs from the standard; raises ReportgenError where configuration or page is not fit."""
    from reportgen.configuring.explaining import loaded_as
    from reportgen.configuring.forms.standard import deviations

    found = list(deviations(loaded_as(config, kind)))
    if as_json:
        print_json({"deviations": [asdict(one) for one in found]})
        return
    for one in found:
        say(_("{what}: {found} (form.{key})").format(what=one.what, found=one.found, key=one.key))
        force = _("must") if one.force == "must" else _("usual")
        text = _("GB/T 9704-2012, clause {clause} ({force}): {standard}")
        say("    " + text.format(clause=one.clause, force=force, standard=one.standard))
        say(f"    {one.where}")
    if found:
        text = _("Departs from GB/T 9704-2012 in {count} points; a house may have it so.")
        say(text.format(count=len(found)))
    else:
        say(_("Departs nowhere from GB/T 9704-2012."))


def _tell_template(config: Path, kind: str, as_json: bool) -> None:
    """Each section, the blocks in it below it, and the files that have them."""
    from reportgen.configuring.provenance import told

    found = told(config, kind)
    if as_json:
        print_json({"blocks": [{"section": one.section or None, "block": one.block or None, "source": str(one.source), "overrode": [str(each) for each in one.overrode]} for one in found]})  # fmt: skip
        return
    for one in found:
        outer = not one.block or one.block == one.section
        name = one.section if outer else f"  {one.block}"
        say(f"{name}: {one.source}" + ("" if one.section else _(" (not printed)")))
        for each in one.overrode:
            say("      " + _("overrides {place}").format(place=each))


def _lines(found: "Sequence[Explained]", *, whole: bool) -> Iterator[str]:
    section = ""
    for one in found:
        first = one.key.partition(".")[0]
        if first != section and section:
            yield ""
        section = first
        yield f"{one.key}: {_shown(one.value, whole)}"
        yield f"    {one.source if one.source else _('the value of the program')}"
        for written in one.overrode:
            text = _("overrides {place}: {value}")
            yield "    " + text.format(place=written.source, value=_shown(written.value, whole))


def _shown(value: str | None, whole: bool) -> str:
    if value is None:
        return _("(removed)")
    return value if whole or len(value) <= _MOST else value[: _MOST - 1] + "…"


def _json(one: "Explained") -> dict[str, Any]:
    overrode = [{"value": each.value, "source": str(each.source)} for each in one.overrode]
    return {
        "key": one.key,
        "value": one.value,
        "source": str(one.source) if one.source else None,
        "overrode": overrode,
    }


def _tell_differences(found: "Sequence[Difference]", one: Path, other: Path, as_json: bool) -> None:
    if as_json:
        sides = [(each.key, each.one and _json(each.one), each.other and _json(each.other)) for each in found]
        print_json({"differences": [{"key": key, "one": here, "other": there} for key, here, there in sides]})
        return
    if not found:
        say(_("{one} and {other} say the same.").format(one=one, other=other))
    for each in found:
        say(each.key)
        for path, side in ((one, each.one), (other, each.other)):
            say(f"    {path}: {_side(side)}")


def _side(side: "Explained | None") -> str:
    if side is None:
        return _("(not there)")
    place = str(side.source) if side.source else _("the value of the program")
    return f"{_shown(side.value, False)}  ({place})"
