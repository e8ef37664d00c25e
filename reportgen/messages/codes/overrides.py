"""Issue codes of figures whose value a person declares in the configuration."""

from reportgen.messages.catalogue import Entry, error, info, warning
from reportgen.messages.language import N_

_RESOLVE = N_("Write reason and who in the configuration; until then the report cannot be finalized.")

ENTRIES: dict[str, Entry] = {
    "override.unknown-figure": error(
        N_("The report on {period} has no figure `{figure}`."),
        N_("{suggestion}The ids stand in the .trace.json beside a report; `reportgen trace` shows them, too."),
    ),
    "override.bad-value": error(N_("“{label}” cannot be {value}."), N_("{wanted} Correct the value under overrides.")),
    "override.printed-before": error(
        N_("“{label}” is what an earlier report printed; no other number can be declared for it."),
        N_("Remove it from overrides."),
    ),
    "override.of-county": error(
        N_("“{label}” is what a county reports ({file}); a comparison declares no other number for it."),
        N_("Remove it from overrides; the county may declare it in its own configuration."),
    ),
    "override.used": warning(
        N_("“{label}” is printed as {value}, a value declared by hand; the ledgers give {computed}. Reason: {reason}"),
        N_("Correct the ledger where you can, and remove it from overrides."),
    ),
    "override.unresolved": warning(
        N_(
            "“{label}” is printed as {value}, a value declared by hand; the ledgers give {computed}. It lacks under overrides: {lacking}."
        ),
        _RESOLVE,
    ),
    "override.also": info(
        N_("“{label}” counts the very same and is printed as {value} with it; the ledgers give {computed}."), ""
    ),
    "override.dependents": warning(
        N_(
            "What depends on “{label}” is not changed by the declared value, {count} figures, which stay as computed: {names}"
        ),
        N_("Where one of them is wrong now, declare it under overrides, too."),
    ),
    "override.not-printed": warning(
        N_("“{label}” ({figure}) has a declared value, but the report does not print it."),
        N_("Look up in the .trace.json which figure is meant, or remove it from overrides."),
    ),
    "override.of-fact": error(
        N_("“{label}” is stated by hand already: {place}."), N_("Correct it there, and remove it from overrides.")
    ),
    "override.needless": warning(
        N_("The value declared for “{label}” is what the ledgers give; it changes nothing."),
        N_("Remove it from overrides."),
    ),
    "override.other-period": info(
        N_("The value declared for `{figure}` is for {declared} and does not count in the report on {period}."), ""
    ),
    "override.no-period": warning(
        N_("The value declared for “{label}” names no period; it was taken for {period}."),
        N_("Write `period: {period}` beside it, so that it counts for no other report."),
    ),
    # what the audit of a finished report says of them
    "audit.override": warning(
        N_("{figure} is printed as “{stated}”, a value declared by hand; computed: “{expected}”. Reason: {reason}"),
        N_("Findings that follow from it alone are warnings."),
    ),
    "audit.override-unresolved": warning(
        N_(
            "{figure} is printed as “{stated}”, a value declared by hand without reason or name; computed: “{expected}”."
        ),
        _RESOLVE,
    ),
}
