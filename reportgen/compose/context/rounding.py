"""What is said where rounded shares of a whole do not add up to 100 %."""

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches

from reportgen.compose.language.language import NOTHING, Language
from reportgen.compose.language.numerals import differing
from reportgen.compose.language.partitions import KNOWN, Partition
from reportgen.compose.template.source.faults import UnknownNameError
from reportgen.settings import Settings


def printed_whole(partition: Partition, printed: Collection[str]) -> bool:
    """Whether all of its shares are `printed` (ids), so that a reader may add them up; where there is no case there is none to print."""
    parts = zip(partition.counts, partition.shares, strict=True)
    return all(share.id in printed for count, share in parts if count.value)


def rounding(
    parts: Mapping[str, Partition], language: Language, settings: Settings, unprinted: Collection[str] = ()
) -> Callable[[Sequence[str]], str]:
    """Says of the partitions named whose printed shares miss 100 %, or were made to add up; "" where there is nothing to say.

    `unprinted` are partitions of which the report does not print all shares: of them nothing is said.
    """

    known = (*KNOWN, *settings.ledger.fields)

    def say_of(names: Sequence[str]) -> str:
        for name in [names] if isinstance(names, str) else names:
            if name not in known:
                raise UnknownNameError(name, next(iter(get_close_matches(name, known, n=1)), ""))
        if settings.report.rounding == "none":
            return ""
        named = {
            name: parts[name]
            for name in names
            if name in parts
            and name not in unprinted
            and not any(one.override for one in parts[name].shares)  # it is not rounding that they miss it by
        }
        if settings.report.rounding == "footnote":
            sums = {name: _printed_sum(one, language) for name, one in named.items()}
            return language.rounding({name: text for name, text in sums.items() if text}, ())
        return language.rounding({}, [name for name, one in named.items() if _adjusted(one, language)])

    return say_of


def _printed_sum(partition: Partition, language: Language) -> str:
    """The sum of the printed shares, where it is not 100 %."""
    texts = [language.number(share) for share in partition.shares]
    if NOTHING in texts:
        return ""
    total = sum((Decimal(text.rstrip("%")) for text in texts), Decimal(0))
    return "" if total == 100 else f"{total}%"


def _adjusted(partition: Partition, language: Language) -> bool:
    plain = {share.id: Decimal(share.value or 0) for share in partition.shares if share.id in language.adjusted}
    mine = {id: language.adjusted[id] for id in plain}
    return bool(differing(mine, plain, language.decimals))
