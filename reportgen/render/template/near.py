"""What looks like a tag to the person who typed it, and to nobody else: `｛｛ office ｝｝`, `{ office }`, `{ { office } }`.

Left alone it would be printed in every report as it stands.
"""

import re

_WIDE = str.maketrans("｛﹛｝﹜％﹪＃﹟", "{{}}%%##")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_TIGHT = ("{{", "{%", "{#", "}}", "%}", "#}")  # signs of a tag that has no other end: told as such
_GAP = r"[\s\u200b-\u200d\u2060\ufeff]*"
_WORD = r"[^\W\d]\w{0,39}"
_SIGN = re.compile(rf"\{{{_GAP}[{{%#]|[}}%#]{_GAP}\}}")
_WHOLE = re.compile(rf"\{{{_GAP}[{{%#][^{{}}]*[}}%#]?(?:{_GAP}\}})*|[^{{}}\s]*{_GAP}[}}%#]{_GAP}\}}")
_NAME = re.compile(rf"{_WORD}(?:\s*\|\s*{_WORD})*")
_SINGLE = re.compile(rf"\{{{_GAP}{_WORD}{_GAP}(?:\|[^{{}}]*)?\}}")
_OTHER = re.compile(rf"\[\[{_GAP}{_WORD}{_GAP}\]\]|<<{_GAP}{_WORD}{_GAP}>>|《《{_GAP}{_WORD}{_GAP}》》", re.ASCII)
_SIGNS = re.compile(r"[\s{}%#$<>《》\[\]\u200b-\u200d\u2060\ufeff]+")


def near_tag(string: str) -> str:
    """The first thing in the text of a paragraph that is no tag and was meant to be one; "" where there is none."""
    rest = _TAG.sub(lambda one: " " * len(one[0]), string)
    half = rest.translate(_WIDE)
    loose = any(rest[one.start() : one.end()] not in _TIGHT for one in _SIGN.finditer(half))
    found = (loose and _WHOLE.search(half)) or _SINGLE.search(half) or _OTHER.search(half)
    return string[found.start() : found.end()].strip() if found else ""


def as_meant(near: str) -> str:
    """The tag as it should have been written."""
    half = near.translate(_WIDE)
    words = _SIGNS.sub(" ", half).strip()
    if "%" in half:
        return f"{{%p {words.removeprefix('p ')} %}}"
    name = _NAME.search(words)
    return f"{{{{ {name[0] if name else 'title'} }}}}"
