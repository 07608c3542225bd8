"""How far a long job is, told to whoever watches; mostly nobody does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
_OFTEN: Final = 1 << 12  # items between two words: a fraction of a percent of the time that a row takes


class Progress(Protocol):
    """What a job tells: one stage after the other."""

    def stage(self, name: str, total: int = 0) -> None:
        """Begin a stage of *total* units; 0 where nobody knows how many."""

    def to(self, done: int) -> None:
        """Say how many units of the stage are done."""


class _Silent:
    def stage(self, name: str, total: int = 0) -> None:
        pass

    def to(self, done: int) -> None:
        pass


SILENT: Final[Progress] = _Silent()


def watched(progress: Progress, name: str, items: Iterable[T], total: int, place: Callable[[T], int]) -> Iterable[T]:
    """Return *items*, and while they are taken tell how far they are: each is at *place*, the end at *total*."""
    if progress is SILENT:
        return items
    progress.stage(name, total)
    return _watched(progress, items, total, place)


def _watched(progress: Progress, items: Iterable[T], total: int, place: Callable[[T], int]) -> Iterator[T]:
    for number, item in enumerate(items):
        if number % _OFTEN == 0:
            progress.to(place(item))
        yield item
    progress.to(total)
