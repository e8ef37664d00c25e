"""What the fields of a ledger are called in words."""

from reportgen.messages.language import N_, _

_FIELDS = {
    "id": N_("case number"),
    "received": N_("day received"),
    "channel": N_("channel"),
    "complainant": N_("complainant"),
    "phone": N_("phone"),
    "id_number": N_("ID number"),
    "address": N_("address"),
    "unit": N_("unit complained of"),
    "person": N_("person concerned"),
    "position": N_("position"),
    "category": N_("category"),
    "subject": N_("subject"),
    "text": N_("content"),
    "handling": N_("handling"),
    "closed": N_("day closed"),
    "due": N_("day due"),
    "status": N_("status"),
    "verified": N_("found true"),
    "satisfaction": N_("satisfaction"),
    "region": N_("region"),
}


def field_word(field: str) -> str:
    """The field in the user's language, for sentences: a configuration names it by its key."""
    return _(_FIELDS[field])
