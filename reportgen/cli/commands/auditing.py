"""`reportgen audit`: what does not hold in a finished document, on the screen and as JSON (核验)."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportgen.cli.application import app
from reportgen.cli.documents import read_document
from reportgen.cli.output import print_issues, print_json, refuse_usage, say
from reportgen.inputs import is_there
from reportgen.messages import ReportgenError, _, issue
from reportgen.model.findings import AuditFinding, BlockChange, Checked, Place
from reportgen.model.sources import Issue, Source

if TYPE_CHECKING:
    from reportgen.actions.auditing import Audited
    from reportgen.sidecar import Beside


@app.command(
    help=_("Audits a finished report: every number against text, memory and ledgers, whoever wrote or changed it."),
    epilog=_("Example: reportgen audit report.docx --config config/qinglan.yaml"),
)
def audit(
    document: Annotated[
        Path, typer.Argument(metavar="DOCX", help=_("The document, a .docx file."), show_default=False)
    ],
    config: Annotated[
        Path | None,
        typer.Option(help=_("The configuration of the county; with it a report is computed anew from its ledgers.")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Print the result for machines."))] = False,
    overlay: Annotated[
        Path | None,
        typer.Option(
            metavar="DOCX", help=_("Also write a copy in which the words are coloured by where they come from.")
        ),
    ] = None,
) -> None:
    """Audits a finished document."""
    from reportgen.files.pairs import sent_issue
    from reportgen.sidecar import beside

    if overlay is not None and is_there(overlay):
        refuse_usage(_("{path} is there already: name a file that is not.").format(path=overlay))
    data = read_document(document)
    there, sent = beside(document, data), sent_issue(document, data)
    try:
        found, used, faults = audited(data, document.name, config, there)
    except ReportgenError as fault:
        _refuse(fault, as_json)
    else:
        issues: Sequence[Issue] = (*([sent] if sent else []), *there.issues, *faults)
        if overlay is not None:
            issues = (*issues, *_overlay(found, overlay))
        _tell(found, document, used, issues, as_json)


def _overlay(found: "Audited", path: Path) -> Sequence[Issue]:
    """Writes the coloured copy; of a document that is none of ours there is none, which is told."""
    from reportgen.actions.auditing import overlay
    from reportgen.writing import write_file

    told = found.blocks  # the copy spends what was audited
    data = overlay(found) if told else None
    if data is None:
        return [issue("audit.no-overlay", Source(str(path)))]
    try:
        write_file(path, data)
    except ReportgenError as fault:
        return fault.issues
    return ()


def audited(
    data: bytes, name: str, config: Path | None, there: "Beside", ledgers: Sequence[Path] | None = None
) -> "tuple[Audited, Path | None, Sequence[Issue]]":
    """The audit with the configuration given, or the one that the sidecar names, and that configuration.

    `ledgers` take the place of those that the configuration names. Where nobody asked for a configuration, one that gives no report keeps nothing back: its faults are told, and the memory counts.
    """
    from reportgen.actions.auditing import audit_document
    from reportgen.sidecar import settings_of

    if config is not None:
        return (
            audit_document(
                data,
                name,
                settings_of(config, data, name, there.sidecar),
                ledgers or there.compared or None,
                there.sidecar,
            ),
            config,
            (),
        )
    faults: Sequence[Issue] = ()
    if there.config is not None:
        try:
            loaded = settings_of(there.config, data, name, there.sidecar)
            found = audit_document(data, name, loaded, ledgers or there.ledgers, there.sidecar)
        except ReportgenError as fault:
            faults = [issue("pair.sources-faulty", Source(str(there.config))), *fault.issues]
        else:
            return found, there.config, ()
    return audit_document(data, name, None, None, there.sidecar), None, faults


def _refuse(fault: ReportgenError, as_json: bool) -> None:
    if as_json:
        empty = {"checked": _checked_json(Checked(0, 0, 0)), "blocks": []}
        print_json({"findings": [_issue_json(one) for one in fault.issues], **empty})
    else:
        print_issues(fault.issues)
        say(_("The report was not audited: its ledgers give no report."), err=True)
    raise typer.Exit(1)


def _tell(found: "Audited", document: Path, config: Path | None, issues: Sequence[Issue], as_json: bool) -> None:
    """The audit, and before it what is wrong with the files that stand beside the report."""
    if as_json:
        told = audit_json(found)
        print_json(told | {"findings": [*map(_issue_json, issues), *told["findings"]]})
    else:
        from reportgen.cli.screens.audit import print_audit

        print_issues(issues)
        print_audit(found, document.name, config)
    if found.failed or any(one.code == "finalize.changed-since" or one.code.startswith("write.") for one in issues):
        raise typer.Exit(1)


def audit_json(found: "Audited") -> dict[str, Any]:
    """The result for machines."""
    return {
        "findings": [_finding_json(one) for one in found.findings],
        "checked": _checked_json(found.checked),
        "blocks": [_block_json(one) for one in found.blocks],
    }


def _block_json(one: BlockChange) -> dict[str, Any]:
    return {"id": one.id, "kinds": [kind.value for kind in one.kinds], "place": _place_json(one.place)}


def _place_json(place: Place) -> dict[str, Any]:
    return {"paragraph": place.paragraph, "table": place.table, "text": place.text}


def _finding_json(one: AuditFinding) -> dict[str, Any]:
    return {
        "code": one.code,
        "level": one.level.value,
        "message": one.message,
        "place": _place_json(one.place),
        "stated": one.stated,
        "expected": one.expected,
        "hint": one.hint,
    }


def _issue_json(one: Issue) -> dict[str, Any]:
    """What keeps the ledgers from giving a report, as a finding; its place is that in the ledger or the settings."""
    place = {"paragraph": None, "table": None, "text": str(one.source) if one.source else ""}
    return {
        "code": one.code,
        "level": one.level.value,
        "message": one.message,
        "place": place,
        "stated": "",
        "expected": "",
        "hint": one.hint,
    }


def _checked_json(checked: Checked) -> dict[str, int]:
    return {"figures": checked.figures, "sentences": checked.sentences, "tables": checked.tables}
