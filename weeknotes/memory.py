"""The memory of a site: values under keys that are made of everything they depend on."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from weeknotes import digest, records, sources
from weeknotes.errors import Problem, WeeknotesError
from weeknotes.model import Card
from weeknotes.store import Store, is_kept

Result = TypeVar("Result")

LIBRARIES = (
    *("cmarkgfm", "feedgen", "jinja2", "lxml", "markdown", "nh3", "pagefind_bin", "pillow", "python_frontmatter"),
    "pyyaml",
)

CRAFT = "images/"  # the modules that make pictures
# What values lead to that are not what their keys promise: somebody else wrote them, or a fault of this program did.
STRANGE = (ArithmeticError, AttributeError, LookupError, MemoryError, RuntimeError, TypeError, ValueError)


class Memory:
    """Recalls and keeps records in a store. What a build neither recalls nor keeps is dropped at its end.

    `generation` is what every result depends on, `craft` what pictures do, which are dear to make again.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        versions = sources.library_versions(LIBRARIES)
        programs = {name: digest.of_bytes(data) for name, data in sources.package_files().items()}
        self.generation = _generation(programs, versions)
        self.craft = _craft(programs, versions)
        self.fingerprints = records.Fingerprints()
        self._used: set[str] = set()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with what earlier builds left."""
        return (self.store.problem,) if self.store.problem else ()

    def recall(self, keys: Sequence[str]) -> dict[str, Any]:
        """The values that are remembered under any of `keys`."""
        found = {}
        stored = self.store.recall(keys)
        for key in list(stored):
            try:
                found[key] = records.load(stored.pop(key))  # not all of it twice at once
            except ValueError:
                continue  # written by somebody else: made anew
        self._used |= found.keys()
        return found

    def keep(self, values: Mapping[str, object]) -> None:
        """Remember values under their keys."""
        self.store.remember({key: records.dump(value) for key, value in values.items()})
        self._used |= values.keys()

    def keep_forms(self, forms: Mapping[str, bytes]) -> None:
        """Remember the forms of values under their keys, made of the digests of the forms; see `Fingerprints.form`."""
        self.store.remember({key: forms[key] for key in forms.keys() - self.store.known(list(forms))})
        self._used |= forms.keys()

    def recall_form(self, key: str, cards: Callable[[str], Card] = records.card) -> Any:
        """The value whose form is remembered under `key`. Raises LookupError where it is lost."""
        try:
            return records.load(self.store.recall([key])[key], cards)
        except ValueError as error:
            raise LookupError(key) from error

    def use(self, keys: Iterable[str]) -> None:
        """Say of keys that their values are still wanted, without asking for them."""
        self._used.update(keys)

    def remembered(self, what: str, made_of: object, make: Callable[[], Any]) -> Any:
        """What `make` gives, remembered under all that it is `made_of`; a record, or mappings and tuples of such."""
        key = f"{what} {self.fingerprints.of((self.generation, made_of))}"
        known = self.recall([key])
        if key not in known:
            known = {key: make()}
            self.keep(known)
        return known[key]

    def tidy(self) -> None:
        """Drop what nobody has asked for."""
        self.store.forget(self._used)


def withstanding(folder: Path, work: Callable[[Exception | None], Result]) -> Result:
    """What `work` gives with the memory in `folder`; where that leads it astray, what it gives without.

    It is given what went wrong the first time, for `store.opened`. What goes wrong without a memory is raised.
    """
    known = is_kept(folder)
    try:
        return work(None)
    except STRANGE as error:
        if not known or isinstance(error, WeeknotesError):
            raise
        fault = error
    return work(fault)


def _generation(programs: Mapping[str, str], versions: Mapping[str, str]) -> str:
    """What every result depends on: this program and the libraries it uses."""
    return digest.of_record([sys.implementation.name, platform.python_version(), versions, programs])


def _craft(programs: Mapping[str, str], versions: Mapping[str, str]) -> str:
    """What pictures depend on: Pillow, and the part of this program that knows it."""
    own = {name: programs[name] for name in programs if name.startswith(CRAFT)}
    return digest.of_record([versions["pillow"], own])
