"""Numbers as they are printed: rounding, shortening, shares that add up, numbers in hanzi.

Rules: GB/T 15835-2011 (arabic half-width digits; a number with 万 or 亿 is never mixed with smaller digits), Decimal, half up.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from reportgen.chinese.numerals import LARGE

_LARGE = [(Decimal(size), word) for word, size in reversed(LARGE.items())]


def rounded(value: Decimal, decimals: int) -> str:
    """A number at a precision, half up, in plain notation; what rounds to zero has no sign."""
    at_precision = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return format(at_precision if at_precision else abs(at_precision), "f")


def shortened(value: int, decimals: int) -> str:
    """A count in 万 or 亿: 123456 -> 12.3万, 120000 -> 12万, 120400 -> 12.0万.

    Decimals are left out only where the number is whole in its unit, so that what is written tells how exact it is; there
    is at least one decimal elsewhere. What rounds to less than 1万 stays as it is.
    """
    decimals = max(1, decimals)
    for size, word in _LARGE:
        exact = Decimal(value) / size
        text = str(int(exact)) if exact == int(exact) else rounded(exact, decimals)
        if abs(Decimal(text)) >= 1:
            return text + word
    return str(value)


def grouped(value: int) -> str:
    """A whole number with commas between thousands, as English has it: 12345 -> 12,345."""
    return f"{value:,}"


def largest_remainder(counts: Sequence[int], decimals: int) -> list[Decimal]:
    """The percentages of parts of one whole, at a precision, adding up to exactly 100.

    Each is rounded down; what is missing goes in steps of the last decimal to the parts that lost most, of equals to the
    larger part, then to the earlier. The counts must not all be zero.
    """
    whole, step = sum(counts), Decimal(1).scaleb(-decimals)
    exact = [Decimal(100 * count) / whole for count in counts]
    parts = [one.quantize(step, ROUND_FLOOR) for one in exact]
    missing = int((100 - sum(parts)) / step)
    order = sorted(range(len(counts)), key=lambda place: (parts[place] - exact[place], -counts[place], place))
    for place in order[:missing]:
        parts[place] += step
    return parts


def differing(adjusted: Mapping[str, Decimal], plain: Mapping[str, Decimal], decimals: int) -> list[str]:
    """The names whose adjusted percentage is not the one that plain rounding gives; `plain` are fractions of 1."""
    return [name for name, value in adjusted.items() if format(value, "f") != rounded(plain[name] * 100, decimals)]
