"""What a page is about: the workspace, the state that `?release=` names, and the reader's language."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from flask import current_app, g, request

from ontoman.operations import states
from ontoman.operations.withdrawing import notes
from ontoman_web.book import Book

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask import Flask

    from ontoman.model import Ontology
    from ontoman.store.workspace import ReleaseRecord, Workspace

T = TypeVar("T")

_EXTENSION = "ontoman.shelf"
_BOOKS = 4  # a state of 100,000 categories takes some hundred MB
_MADE = 16  # differences and guidelines
CARRIED = ("release", "lang")


class Shelf:
    """Opens states and keeps the last few: a release never changes, a draft is known by its file."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._books: OrderedDict[str, Book] = OrderedDict()
        self._made: OrderedDict[tuple[str, ...], object] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, ref: str | None) -> Book:
        """Return the state that *ref* names, the latest one for None; OM111 where there is none."""
        state = states.latest(self.workspace) if ref is None else self._resolve(ref)
        name = str(state.path)
        with self._lock:
            book = self._books.setdefault(name, Book(state, self.workspace.config.metadata))
            self._books.move_to_end(name)
            while len(self._books) > _BOOKS:
                self._books.popitem(last=False)
        return book

    def remember(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        """Return what *make* made for *key*, made anew where it was long ago."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return cast("T", self._made[key])
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > _MADE:
                self._made.popitem(last=False)
        return made

    def _resolve(self, ref: str) -> states.State:
        # On the command line RELEASE may be a file. An address must never open one.
        known = ref.partition(":")[0] == states.DRAFT or self.workspace.find_release(ref) is not None
        if not known:
            raise states.unknown_release(self.workspace, ref)
        return states.resolve(self.workspace, ref)


@dataclass(frozen=True)  # no slots: cached_property
class Scene:
    """One request's workspace, state and languages."""

    workspace: Workspace
    book: Book
    releases: tuple[ReleaseRecord, ...]
    chosen: Mapping[str, str]

    @property
    def ontology(self) -> Ontology:
        """The state as a value."""
        return self.book.ontology

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages to prefer, in order."""
        own = self.workspace.config.languages
        return (self.chosen["lang"], *own) if "lang" in self.chosen else own

    @property
    def is_latest(self) -> bool:
        """Whether the state is the one that a reader gets without asking."""
        return not self.releases or self.book.state.name == self.latest

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """The versions that nobody should use any more."""
        return frozenset(self.workspace.withdrawals())

    @property
    def latest(self) -> str | None:
        """The latest release that is not withdrawn; the latest of all where every one is."""
        versions = [release.version.text for release in self.releases]
        standing = [version for version in versions if version not in self.withdrawn]
        return next(reversed(standing or versions), None)

    def warnings(self, *refs: str | None) -> tuple[str, ...]:
        """Return what the reader of these releases should know: which are withdrawn, why, and where to go."""
        if not self.withdrawn:
            return ()
        return notes(self.workspace, *(ref for ref in refs if ref and self.workspace.find_release(ref)))


def install(app: Flask, workspace: Workspace) -> None:
    """Let the pages of *app* ask for their scene."""
    app.extensions[_EXTENSION] = Shelf(workspace)
    app.before_request(_read_choice)
    app.context_processor(lambda: {"scene": g.get("scene"), "workspace": workspace})


def shelf() -> Shelf:
    """Return the states of this application."""
    return cast("Shelf", current_app.extensions[_EXTENSION])


def current() -> Scene:
    """Return the scene of this request, set once."""
    if "scene" not in g:
        held = shelf()
        book = held.open(g.carried.get("release"))
        g.scene = Scene(held.workspace, book, held.workspace.releases(), g.carried)
    return cast("Scene", g.scene)


def _read_choice() -> None:
    g.carried = {name: request.args[name] for name in CARRIED if request.args.get(name)}
