"""Strict Open XML (ISO/IEC 29500-1) read as the usual, transitional kind (ISO/IEC 29500-4): the same names under other addresses.

Word offers it as a format of its own under Save As. Lengths may have a unit there (`12pt`), see `lengths.twips_in`.
"""

import re

_ADDRESS = re.compile(rb"""(?<=["'])http://purl\.oclc\.org/ooxml/(\w+)/([\w/-]+)(?=["'])""")
_CONFORMANCE = re.compile(rb"""\s+\w+:conformance\s*=\s*(?:"strict"|'strict')""")
_OTHER = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
    b"relationships/extendedProperties": b"relationships/extended-properties",
    b"relationships/customProperties": b"relationships/custom-properties",
}
_PACKAGE = b"relationships/metadata/"  # core properties and thumbnail belong to the package, not to the office formats


def is_strict(data: bytes) -> bool:
    """Whether a part (the package's relationships, to be sure) uses an address of Strict Open XML."""
    return b"http://purl.oclc.org/ooxml/" in data


def transitional(data: bytes) -> bytes:
    """The part with its namespaces and relationship types as a transitional document has them."""
    return _CONFORMANCE.sub(b"", _ADDRESS.sub(_usual, data))


def _usual(found: re.Match[bytes]) -> bytes:
    """`…/ooxml/wordprocessingml/main` -> `…/wordprocessingml/2006/main`."""
    family, name = found[1], found[2]
    if name.startswith(_PACKAGE):
        family = b"package"
    return b"http://schemas.openxmlformats.org/%s/2006/%s" % (family, _OTHER.get(name, name))
