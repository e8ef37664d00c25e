"""Three texts -> one: what was printed, what a person made of it, what would be printed now.

Texts are compared as sequences of tokens: atoms (a figure, a reference: known by what they are, not by what they say), whole
numbers, words of direction, single characters. What only one side changed is taken from that side; where both changed the same
words the person's stay, and the place is a conflict. So it is where words of the person's own speak of a figure that has
changed (首位, 均, 仅, 上升): nobody but the person knows whether they still hold.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reportgen.compare.crediting import credited
from reportgen.compare.hunks import Hunk, hunks, overlap
from reportgen.compare.texts import REFERENCE, Atom, Text, Token, tokens, value_of

_UP = frozenset({"增加", "增长", "上升", "提高", "more", "up", "rose", "higher"})
_DOWN = frozenset({"减少", "下降", "降低", "回落", "fewer", "down", "fell", "lower"})
_TURNS = _UP | _DOWN | {"持平"}
_CLAIM = re.compile(
    r"首位|末位|居首|居前|第[一二三四五]位|最[多高少低大小快慢]|(?<!平)均|都是|仅|只有|首次|全部|唯一|过半|半数|超过|不足|翻番|翻倍|成倍"
    r"|不到|以上|以下|以内|合计|共计|总计|倍|[一二三四五六七八九两几]成|并列|相当|没有变化|无变化|稳定|略|仍|依然|保持|低于|高于|不及|好于"
    r"|达到|达标|突破|超出|近(?![期日来年几八十])|[多少高低](?=[\d一二三四五六七八九十])|大幅|明显|显著|连续|上升|下降|增加|减少|增长|降低|回落|提高|持平|first|most|least|only|all|every|half|rose|fell|more|fewer"
)
_ENDS = re.compile(r"[。；！？\n;!?]|\.(?!\d)")
_CLAUSE_ENDS = re.compile(r"[，、。；：！？\n;!?]|,(?!\d)|\.(?!\d)")
_NEAR_BEFORE, _NEAR_AFTER = ("约", "近", "逾", "超", "大约", "将近"), ("余", "多", "左右")
_RETOLD = 0.5
_TELLING = 20
"""Of texts of so many tokens that share less than this part, one is not the other reworded: another case is told, another cause."""
_SAYING = 2
"""So many characters of a person's in a clause say something: 共 or 约 alone does not."""
_MOVED = 6
"""So many tokens in the order in which they were printed elsewhere were moved, and not typed."""


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of the edited text that is replaced by a piece of the new one, or by `text` where that is given.

    `old` is where what it replaces stood in the printed text.
    """

    start: int
    end: int
    new_start: int = 0
    new_end: int = 0
    text: str | None = None
    old: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """A piece of the edited text that stays though the new text says otherwise: there stands what the new piece says."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Differing:
    """A number of a person's: where it stands in the edited text, the figure's key, what was printed, and what would be now ("": nothing)."""

    start: int
    end: int
    key: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A figure that says something else now: its key, what it said and says, and where in the result."""

    key: str
    before: str
    now: str
    at: int


@dataclass(frozen=True, slots=True)
class Own:
    """A piece of the edited text that a person wrote; `added`: in the place of nothing that was printed."""

    start: int
    end: int
    added: bool


@dataclass(frozen=True, slots=True)
class Merge:
    """What becomes of a text.

    `text` is the result, `atoms` where its atoms stand, with the marks that the new text gives them (those of a figure that the
    new text does not print keep their own). `changes` make the result out of the edited text, in order. `overtyped` are figures
    whose numeral is a person's, `stale` numbers that a person typed, equal to a figure that has changed, `rounded` refreshed figures beside which
    a person put 约, 余 or the like, `worded` those that change in a clause in which a person put words, `own` pieces of the edited text
    that are a person's.
    """

    text: str
    atoms: tuple[Atom, ...]
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    overtyped: tuple[Differing, ...] = ()
    stale: tuple[Differing, ...] = ()
    refreshed: tuple[Refreshed, ...] = ()
    rounded: tuple[Refreshed, ...] = ()
    worded: tuple[Differing, ...] = ()
    edited: bool = False
    own: tuple[Own, ...] = ()


def merge(
    base: Text,
    edited: Text,
    new: Text,
    fresh: Callable[[Atom], str | None] = lambda _: None,
    *,
    typed_over: bool = True,
) -> Merge:
    """What becomes of a text that was printed as `base`, stands as `edited`, and would be printed as `new`.

    `fresh` gives what an atom of the edited text says now that does not stand in `base` (it was moved here), None for as it is.
    Without `typed_over` the numerals that a person typed over figures do not count.
    """
    return _Merging(base, edited, new, fresh, typed_over).merged()


@dataclass(slots=True)
class _Merging:
    base: Text
    edited: Text
    new: Text
    fresh: Callable[[Atom], str | None]
    typed_over: bool
    old: list[Token] = field(default_factory=list)
    hand: list[Token] = field(default_factory=list)
    now: list[Token] = field(default_factory=list)
    in_hand: dict[int, int] = field(default_factory=dict)
    in_now: dict[int, int] = field(default_factory=dict)

    def merged(self) -> Merge:
        self.edited = credited(self.base, self.edited)
        self.old, self.hand, self.now = map(tokens, (self.base, self.edited, self.new))
        mine, self.in_hand = hunks(self.old, self.hand)
        theirs, self.in_now = hunks(self.old, self.now, clauses=True)
        if min(len(self.old), len(self.now)) >= _TELLING and len(self.in_now) < _RETOLD * max(
            len(self.old), len(self.now)
        ):
            theirs = [Hunk(0, len(self.old), 0, len(self.now))]
        if not self.typed_over:
            theirs = sorted((*theirs, *self._restored(theirs)), key=lambda one: one.low)
            mine = [one for one in mine if not self._is_typed_over(one)]
        taken, refused = self._sorted(mine, theirs)
        said = [one for one in mine if self._is_said(one, theirs)]
        taken, held = self._held(said, taken)
        taken, broken = self._broken(taken, (*refused, *held))
        refused += broken
        changes = [self._change(one) for one in taken]
        changes += self._floating(taken, (*refused, *held))
        changes.sort(key=lambda one: (one.start, one.end))
        conflicts = tuple(self._conflict(one) for one in sorted((*refused, *held), key=lambda one: one.low))
        text, atoms, refreshed = self._result(changes)
        rounded = tuple(one for one in refreshed if _is_rounded(text, one))
        return Merge(
            text,
            atoms,
            tuple(changes),
            conflicts,
            tuple(self._overtyped()),
            tuple(self._stale(mine)),
            tuple(refreshed),
            rounded,
            tuple(self._worded(said, taken)),
            bool(mine),
            tuple(self._own(one) for one in mine if one.first < one.last and self._is_said(one, theirs)),
        )

    # --- who changed what ---------------------------------------------------------------------------------------------

    def _sorted(self, mine: list[Hunk], theirs: list[Hunk]) -> tuple[list[Hunk], list[Hunk]]:
        """The changes of the new text that are taken, and those that meet what a person did."""
        taken: list[Hunk] = []
        refused: list[Hunk] = []
        for hunk in (self._rest(one, mine) for one in theirs):
            met = [one for one in mine if overlap(one, hunk)]
            if not met:
                (refused if self._contradicts(hunk, mine) or self._rewords(hunk, mine) else taken).append(hunk)
            elif not self._is_settled(hunk, met):
                refused.append(hunk)
        return taken, refused

    def _rest(self, hunk: Hunk, mine: list[Hunk]) -> Hunk:
        """A change without the word at its beginning that the person turned in the same way."""
        for one in mine:
            begins = (one.low, one.high) == (hunk.low, hunk.low + 1) and one.high < hunk.high
            typed = [token.value for token in self.hand[one.first : one.last]]
            if begins and typed == [token.value for token in self.now[hunk.first : hunk.first + 1]]:
                atom = hunk.high - hunk.low == 2 and hunk.last - hunk.first == 2
                return Hunk(hunk.low + 1, hunk.high, hunk.first + 1, hunk.last, atom)
        return hunk

    def _is_settled(self, hunk: Hunk, met: list[Hunk]) -> bool:
        """Whether a change need not be made: the person made the same, took the words out, or left no number that it concerns."""
        first, last = self._reach(hunk)
        said = "".join(one.value for one in self.hand[first:last])
        if said == "".join(one.value for one in self.now[hunk.first : hunk.last]):
            return True
        covered = len(met) == 1 and met[0].low <= hunk.low and hunk.high <= met[0].high
        typed = self.hand[met[0].first : met[-1].last]
        if covered and not typed:
            return True
        if not covered or not self._only_figures(hunk):
            return False
        words = "".join(one.value for one in typed)
        return (
            not _CLAIM.search(words)
            and not any(one.value[:1].isdigit() and one.atom is None for one in typed)
            and not any(one.atom for one in typed)
        )

    def _only_figures(self, hunk: Hunk) -> bool:
        """Whether nothing but figures says otherwise, and no word of direction."""
        old, now = self.old[hunk.low : hunk.high], self.now[hunk.first : hunk.last]
        return [one.key for one in old] == [one.key for one in now]

    def _is_typed_over(self, hunk: Hunk) -> bool:
        """Whether a person did nothing but type over a figure."""
        return hunk.atom and not self.old[hunk.low].key.startswith(f"\x00{REFERENCE}")

    def _restored(self, theirs: list[Hunk]) -> list[Hunk]:
        """Figures that a person typed over and that say what they said: they are printed again."""
        covered = {at for one in theirs for at in range(one.low, one.high)}
        return [
            Hunk(old, old + 1, self.in_now[old], self.in_now[old] + 1, atom=True)
            for old, hand in sorted(self.in_hand.items())
            if self.old[old].atom and self.old[old].value != self.hand[hand].value and old in self.in_now
            if old not in covered
        ]

    def _contradicts(self, hunk: Hunk, mine: list[Hunk]) -> bool:
        """Whether a person turned the word of direction before a figure, and the figure changes."""
        before = self.old[hunk.low - 1] if hunk.low else None
        if before is None or before.value not in _TURNS or not hunk.atom:
            return False
        for one in mine:
            if one.low < hunk.low <= one.high and one.low != one.high:
                typed = {token.value for token in self.hand[one.first : one.last]} & _TURNS
                typed -= {token.value for token in self.now[max(hunk.first - 1, 0) : hunk.first]}  # as the data say now
                return any((word in _UP) != (before.value in _UP) or word == "持平" for word in typed)
        return False

    def _rewords(self, hunk: Hunk, mine: list[Hunk]) -> bool:
        """Whether both put other words into the same clause: together they would say what nobody wrote."""
        clause = self._begin(_CLAUSE_ENDS, hunk)
        return self._is_reworded(hunk) and any(
            self._is_reworded(one) and self._begin(_CLAUSE_ENDS, one) == clause for one in mine
        )

    def _is_reworded(self, hunk: Hunk) -> bool:
        """Whether printed words, and not only figures and words of direction, are others."""
        return any(
            one.atom is None and one.value.isalpha() and one.value not in _TURNS
            for one in self.old[hunk.low : hunk.high]
        )

    def _is_said(self, one: Hunk, theirs: list[Hunk]) -> bool:
        """Whether words are a person's own: neither what the new text says there too, nor moved there from elsewhere."""
        typed = [token.value for token in self.hand[one.first : one.last]]
        for hunk in theirs:
            if hunk.low == one.low and one.high <= hunk.high:
                return typed != [token.value for token in self.now[hunk.first : hunk.last][: len(typed)]]
        moved = [token.key for token in self.hand[one.first : one.last]]
        printed = [token.key for token in self.old]
        return len(moved) < _MOVED or not any(
            printed[at : at + len(moved)] == moved for at in range(len(printed) - len(moved) + 1)
        )

    def _held(self, mine: list[Hunk], taken: list[Hunk]) -> tuple[list[Hunk], list[Hunk]]:
        """Changes in a sentence in which words of the person's claim something that they may make untrue."""
        claims = []
        for one in mine:
            typed = "".join(token.value for token in self.hand[one.first : one.last])
            if match := _CLAIM.search(typed):
                claims.append((self._sentence(self._place(one.first), self._place(one.last)), match[0]))
        kept: list[Hunk] = []
        held: list[Hunk] = []
        for hunk in taken:
            at = self._place(self._reach(hunk)[0])
            said = [word for (start, end), word in claims if start <= at <= end]
            (held if said and self._is_new(hunk) else kept).append(hunk)
        return kept, held

    def _broken(self, taken: list[Hunk], others: Sequence[Hunk]) -> tuple[list[Hunk], list[Hunk]]:
        """What is not taken either, since words beside it are not: half of a new sentence, or a new number in an old clause, says neither."""
        sentences = {self._begin(_ENDS, one) for one in others if not one.atom}
        clauses = {self._begin(_CLAUSE_ENDS, one) for one in others if not one.atom}
        kept = [
            one
            for one in taken
            if (self._begin(_CLAUSE_ENDS, one) not in clauses if one.atom else self._begin(_ENDS, one) not in sentences)
        ]
        return kept, [one for one in taken if one not in kept]

    def _worded(self, mine: list[Hunk], taken: list[Hunk]) -> list[Differing]:
        """The first figure of each clause in which a person put words and a figure changes: nobody else knows whether they still hold."""
        typed = [token for one in mine for token in self.hand[one.first : one.last] if token.atom is None]
        letters = Counter(self._clause(one.start, one.end) for one in typed if one.value.isalpha())
        own = [clause for clause, many in letters.items() if many >= _SAYING]
        found: dict[tuple[int, int], Differing] = {}
        for hunk in taken:
            if hunk.atom and (token := self.old[hunk.low]).atom is not None:
                hand = self.hand[self._reach(hunk)[0]]
                for clause in own:
                    if clause[0] <= hand.start and hand.end <= clause[1]:
                        now = self.now[hunk.first].value
                        found.setdefault(clause, Differing(hand.start, hand.end, token.atom.key, token.value, now))
        return list(found.values())

    def _begin(self, ends: re.Pattern[str], hunk: Hunk) -> int:
        """Where the printed sentence or clause of a change begins."""
        at = self.old[hunk.low].start if hunk.low < len(self.old) else len(self.base.text)
        return max((one.end() for one in ends.finditer(self.base.text, 0, at)), default=0)

    def _is_new(self, hunk: Hunk) -> bool:
        """Whether a change says another number or word, not only another way of printing."""
        return bool(self.old[hunk.low : hunk.high] or self.now[hunk.first : hunk.last])

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        return _between(_ENDS, self.edited.text, start, end)

    def _clause(self, start: int, end: int) -> tuple[int, int]:
        return _between(_CLAUSE_ENDS, self.edited.text, start, end)

    # --- places -------------------------------------------------------------------------------------------------------

    def _place(self, token: int) -> int:
        """Where a token of the edited text begins."""
        return self.hand[token].start if token < len(self.hand) else len(self.edited.text)

    def _reach(self, hunk: Hunk) -> tuple[int, int]:
        """The tokens of the edited text for the printed ones of a change: from behind the one before to before the one after."""
        low = next((self.in_hand[at] for at in range(hunk.low, hunk.high) if at in self.in_hand), None)
        high = next((self.in_hand[at] + 1 for at in range(hunk.high - 1, hunk.low - 1, -1) if at in self.in_hand), None)
        if low is not None and high is not None and (hunk.high - hunk.low) == high - low:
            return low, high
        before = next((self.in_hand[at] + 1 for at in range(hunk.low - 1, -1, -1) if at in self.in_hand), 0)
        after = next((self.in_hand[at] for at in range(hunk.high, len(self.old)) if at in self.in_hand), len(self.hand))
        if hunk.low == hunk.high:  # what is new stands behind what it followed, unless that is gone
            return (before, before) if hunk.low == 0 or hunk.low - 1 in self.in_hand else (after, after)
        return (before, after) if low is None or high is None else (low, high)

    def _change(self, hunk: Hunk) -> Change:
        first, last = self._reach(hunk)
        start = self._place(first) if first < last or first == 0 else self.hand[first - 1].end
        end = self.hand[last - 1].end if first < last else start
        old = self.old[hunk.low].start if hunk.low < len(self.old) else len(self.base.text)
        return Change(start, end, *self._new_piece(hunk.first, hunk.last), old=old)

    def _new_piece(self, first: int, last: int) -> tuple[int, int]:
        if first < last:
            return self.now[first].start, self.now[last - 1].end
        at = self.now[first - 1].end if first else 0
        return at, at

    def _conflict(self, hunk: Hunk) -> Conflict:
        first, last = self._reach(hunk)
        start = self._place(first)
        end = self.hand[last - 1].end if first < last else start
        return Conflict(start, end, *self._new_piece(hunk.first, hunk.last))

    # --- figures ------------------------------------------------------------------------------------------------------

    def _own(self, one: Hunk) -> Own:
        return Own(self.hand[one.first].start, self.hand[one.last - 1].end, one.low == one.high)

    def _floating(self, taken: Sequence[Hunk], others: Sequence[Hunk]) -> list[Change]:
        """Figures that were not printed here."""
        known = set(self.in_hand.values())
        covered = [self._reach(one) for one in (*taken, *others)]
        found = []
        for at, token in enumerate(self.hand):
            if token.atom is None or at in known or any(first <= at < last for first, last in covered):
                continue
            text = self.fresh(token.atom)
            if text is not None and value_of(text) != token.value:
                found.append(Change(token.start, token.end, text=text))
        return found

    def _overtyped(self) -> list[Differing]:
        """Figures whose numeral is not the one that was printed, nor the one that would be printed now."""
        found: list[Differing] = []
        if not self.typed_over:
            return found
        for old, hand in sorted(self.in_hand.items()):
            before, token = self.old[old], self.hand[hand]
            if before.atom is None or before.atom.key.startswith(REFERENCE) or token.atom is None:
                continue
            if before.value == token.value or not before.value:
                continue
            now = self.now[self.in_now[old]].value if old in self.in_now else ""
            if now != token.value:
                found.append(Differing(token.start, token.end, before.atom.key, before.value, now))
        return found

    def _stale(self, mine: list[Hunk]) -> list[Differing]:
        """Numbers that a person typed: what a figure of this text said, which says something else now."""
        was: dict[str, tuple[str, str]] = {}
        for at, token in enumerate(self.old):
            now = self.now[self.in_now[at]].value if at in self.in_now else ""
            if token.atom is not None and token.value[:1].isdigit() and now != token.value:
                was.setdefault(token.value, (token.atom.key, now))
        typed = [token for one in mine for token in self.hand[one.first : one.last] if token.atom is None]
        return [
            Differing(one.start, one.end, was[one.value][0], one.value, was[one.value][1])
            for one in typed
            if one.value in was
        ]

    def _result(self, changes: Sequence[Change]) -> tuple[str, tuple[Atom, ...], list[Refreshed]]:
        """The text with its changes, and its atoms."""
        marks = self._marks()
        pieces: list[str] = []
        atoms: list[Atom] = []
        length = at = 0

        def keep(end: int) -> None:
            nonlocal length, at
            for one in self.edited.atoms:
                if at <= one.start and one.end <= end:
                    shift = length - at
                    atoms.append(Atom(one.start + shift, one.end + shift, one.key, marks.get(one, one.mark)))
            pieces.append(self.edited.text[at:end])
            length += max(end - at, 0)
            at = max(at, end)

        for one in changes:
            keep(one.start)
            if one.text is None:
                piece = self.new.text[one.new_start : one.new_end]
                for atom in self.new.atoms:
                    if one.new_start <= atom.start and atom.end <= one.new_end:
                        shift = length - one.new_start
                        atoms.append(Atom(atom.start + shift, atom.end + shift, atom.key, atom.mark))
            else:
                piece = one.text
                moved = next(atom for atom in self.edited.atoms if (atom.start, atom.end) == (one.start, one.end))
                atoms.append(Atom(length, length + len(piece), moved.key, moved.mark))
            piece += "".join(char for char in self.edited.text[one.start : one.end] if char == "\u2060")  # notes stay
            pieces.append(piece)
            length += len(piece)
            at = max(at, one.end)
        keep(len(self.edited.text))
        text = "".join(pieces)
        seen: set[str] = set()
        result = []
        for atom in atoms:
            if atom.mark and atom.mark in seen:
                continue
            seen.add(atom.mark)
            result.append(atom)
        return text, tuple(result), self._refreshed(text, result)

    def _marks(self) -> dict[Atom, str]:
        """The marks that the new text gives to the atoms of the edited one."""
        found: dict[Atom, str] = {}
        for old, hand in self.in_hand.items():
            atom, now = self.hand[hand].atom, self.in_now.get(old)
            twin = None if now is None else self.now[now].atom
            if atom is not None and twin is not None:
                found[atom] = twin.mark
        return found

    def _refreshed(self, text: str, atoms: Sequence[Atom]) -> list[Refreshed]:
        """Figures that say something else than in the edited text."""
        was: dict[str, list[str]] = {}
        for one in self.edited.atoms:
            was.setdefault(one.key, []).append(self.edited.of(one))
        found = []
        for one in atoms:
            said = was.get(one.key)
            now = text[one.start : one.end]
            if said and value_of(now) not in map(value_of, said):
                found.append(Refreshed(one.key, said[0], now, one.start))
        return found


def _is_rounded(text: str, one: Refreshed) -> bool:
    before, after = text[max(one.at - 2, 0) : one.at], text[one.at + len(one.now) :]
    return before.endswith(_NEAR_BEFORE) or after.startswith(_NEAR_AFTER)


def _between(ends: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int]:
    """From the last end before a piece of a text to the first behind it."""
    begin = max((one.end() for one in ends.finditer(text, 0, start)), default=0)
    return begin, next((one.start() for one in ends.finditer(text, min(end, len(text)))), len(text))
