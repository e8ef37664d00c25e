"""**Bold** as a rule of markdown-it: where the stars are, whatever signs stand beside them."""

from markdown_it.rules_inline import StateInline

_STARS = "**"


def bold(state: StateInline, silent: bool) -> bool:
    """What stands between two pairs of stars, neither of which has a blank on its inner side.

    Between letters and digits stars are signs: 2**10.
    """
    start = state.pos + len(_STARS)
    if not state.src.startswith(_STARS, state.pos) or not _opens(state.src, state.pos):
        return False
    end = state.src.find(_STARS, start + 1, state.posMax)
    if end < 0 or state.src[end - 1].isspace():
        return False
    if not silent:
        last = state.posMax
        state.push("strong_open", "strong", 1)
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.posMax = last
        state.push("strong_close", "strong", -1)
    state.pos = end + len(_STARS)
    return True


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + len(_STARS) : at + len(_STARS) + 1]
    sign = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return bool(after) and not after.isspace() and not sign
