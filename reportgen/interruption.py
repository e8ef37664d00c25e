"""Ctrl-C and a polite end (SIGTERM): one way out, from whatever is being done.

Standard library alone and quick to import: the program arms this before it loads anything else. Where nobody armed it (this
package used as a library, a thread), signals do what they did before.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))


_SOON = 0.02  # seconds until the library has gone on
_GRACE = 5.0
"""Seconds after a signal in which all is tidied up. A thread that was importing when the main thread was cut off may wait for good."""


class Interruption(BaseException):
    """The user or the system ends the program. Not a KeyboardInterrupt, which libraries catch and rename."""


class _State:
    """What is known of a signal that came."""

    signal = 0  # the first that came, 0: none
    count = 0  # how many came
    held = 0  # how many steps under way must not be cut in two
    waiting = False  # a signal came during one of them
    last: Callable[[], None] = staticmethod(lambda: None)  # what is said where the process has to be ended


_enders: set[Callable[[], None]] = set()


def arm(last: Callable[[], None] = lambda: None) -> None:
    """From now on a signal ends the children and raises Interruption in the main thread.

    `last` says that the program was stopped where it does not come to its end; it must not import what is not loaded.
    """
    _State.last = staticmethod(last)
    if threading.current_thread() is not threading.main_thread():
        return
    sys.unraisablehook = _swallowed
    for one in SIGNALS:
        if signal.getsignal(one) is not signal.SIG_IGN:  # nohup, or a shell's background job: that is to stay so
            signal.signal(one, _come)


def settle() -> None:
    """The work is done, or was stopped: a signal no longer raises; after one had come, the next ends the process at once."""
    if threading.current_thread() is not threading.main_thread():
        return
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)
    for one in SIGNALS:
        if signal.getsignal(one) is _come:
            signal.signal(one, _leave if _State.signal else signal.SIG_IGN)


def came() -> int:
    """The signal that came first; 0 where none did."""
    return _State.signal


def exit_code() -> int:
    """The usual exit code of a program that a signal ended: 130 for Ctrl-C, 143 for SIGTERM."""
    return 128 + _State.signal


@contextmanager
def at_the_end(end: Callable[[], None]) -> Iterator[None]:
    """Inside, `end` is called when a signal comes, from the main thread, before anything else is done about it."""
    _enders.add(end)
    try:
        yield
    finally:
        _enders.discard(end)


@contextmanager
def uncut() -> Iterator[None]:
    """A step of a moment that is done whole or not at all: a signal that comes meanwhile is heeded after it.

    One that came before is heeded now, although a library may have swallowed what was raised then.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    if _State.signal and not _State.held:
        raise Interruption
    _State.held += 1
    try:
        yield
    finally:
        _State.held -= 1
        if _State.waiting and not _State.held:
            _State.waiting = False
            raise Interruption


def _watch() -> None:
    """Ends the process where it does not end itself; a step that must not be cut in two is waited for."""
    timer = threading.Timer(_GRACE, _end_stuck)
    timer.daemon = True
    timer.start()


def _end_stuck() -> None:
    if _State.held:
        _watch()
        return
    with suppress(Exception):
        _State.last()
    os._exit(exit_code())


def _leave(_number: int, _frame: FrameType | None) -> None:
    os._exit(exit_code())


def _swallowed(lost: "sys.UnraisableHookArgs") -> None:
    """What was raised inside a library that could not pass it on: not worth a word, but raised once more."""
    if not isinstance(lost.exc_value, Interruption):
        sys.__unraisablehook__(lost)
    elif hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _again)
        signal.setitimer(signal.ITIMER_REAL, _SOON)


def _again(_number: int, _frame: FrameType | None) -> None:
    if _State.held:
        _State.waiting = True
    else:
        raise Interruption


def _come(number: int, _frame: FrameType | None) -> None:
    """The first signal raises, the second lets what is being tidied up go on, the third ends the process at once."""
    _State.count += 1
    _State.signal = _State.signal or number
    for end in tuple(_enders):
        end()
    if _State.count == 1:
        _watch()
    if _State.count > 2:
        os._exit(exit_code())
    if _State.held:
        _State.waiting = True
    elif _State.count == 1:
        raise Interruption
