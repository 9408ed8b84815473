"""Readings with identities -> `Found`: where their links, pictures and chosen entries lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote

from weeknotes import links, nowhere, urls
from weeknotes.atlas import PICTURES, Atlas
from weeknotes.cards import Found
from weeknotes.cleanse import clean_url
from weeknotes.errors import Problem, Severity
from weeknotes.facts import Reason
from weeknotes.model import Chosen, Link, Reading, State, Target
from weeknotes.shots import Rendition, Survey
from weeknotes.values import replace


def resolve(
    readings: Sequence[Reading], states: Mapping[str, State], atlas: Atlas
) -> tuple[dict[str, Found], tuple[Problem, ...]]:
    """What every reading leads to, by path; pictures have no sizes yet."""
    found: dict[str, Found] = {}
    problems: list[Problem] = []
    for reading in readings:
        targets, broken = links.resolve(reading, atlas, states)
        image, missing = _lead(reading, atlas)
        story, lost = _chosen(reading, "story", atlas, states)
        linked, gone = _chosen(reading, "linked_posts", atlas, states)
        translation, unknown = _translated(reading, atlas, states)
        found[reading.path] = Found(
            identity=atlas.places[reading.path],
            state=states[reading.path],
            targets=targets,
            image=image,
            story=story,
            linked=linked,
            translation_of=translation,
            parent=atlas.places[reading.parent].id if reading.parent in atlas.places else "",
        )
        # Nothing of a withdrawn text is shown, so nothing in it can lead anybody astray.
        is_shown = states[reading.path] is not State.WITHDRAWN
        problems += [*broken, *missing, *lost, *gone, *unknown] if is_shown else []
    return found, tuple(problems)


def astray(readings: Iterable[Reading], states: Mapping[str, State], atlas: Atlas) -> tuple[Problem, ...]:
    """Broken links of texts that have no page today, so that all faults are told in one run.

    A draft keeps nobody's notes from being published: its broken links are warnings.
    """
    told: list[Problem] = []
    for reading in readings:
        _, broken = links.resolve(reading, atlas, states)
        is_draft = reading.fields.state == "draft"
        told += [replace(each, severity=Severity.WARNING) if is_draft else each for each in broken]
    return tuple(told)


def pictures(found: Mapping[str, Found]) -> tuple[str, ...]:
    """The paths of all pictures of the site that are shown somewhere."""
    # What no text shows is not read at all: photographs are dear to open.
    open_to_all = (each for each in found.values() if each.state is not State.WITHDRAWN)
    shown = (target for each in open_to_all for target in (*each.targets, each.image) if target)
    return tuple(sorted({target.source for target in shown if _is_picture(target)}))


def sized(found: Mapping[str, Found], sizes: Mapping[str, Survey]) -> dict[str, Found]:
    """`found` with the width and height of every picture, and where its renditions will be."""

    def with_size(target: Target) -> Target:
        picture = sizes.get(target.source) if _is_picture(target) else None
        if not picture:
            return target
        place = target.address.partition("#")[0]
        renditions = tuple(
            Rendition(urls.rendition_address(place, form, width), width, form) for form, width in picture.steps
        )
        return replace(target, width=picture.width, height=picture.height, renditions=renditions)

    return {
        path: replace(
            each,
            targets=tuple(map(with_size, each.targets)),
            image=with_size(each.image) if each.image else None,
        )
        for path, each in found.items()
    }


def shown_by(found: Mapping[str, Found]) -> dict[str, tuple[str, ...]]:
    """For each text the paths of the pictures and other files that it shows or links to."""
    shown = {path: [target for target in (*each.targets, each.image) if target] for path, each in found.items()}
    return {path: tuple(each.source for each in targets if not each.entry) for path, targets in shown.items()}


def _is_picture(target: Target) -> bool:
    # Documents are linked like pictures, but have no size.
    return not target.entry and not target.outside and target.source.lower().endswith(PICTURES)


def _lead(reading: Reading, atlas: Atlas) -> tuple[Target | None, tuple[Problem, ...]]:
    picture = reading.fields.image
    return links.resolve_picture(reading, picture, atlas) if picture else (None, ())


def _chosen(
    reading: Reading, field: str, atlas: Atlas, states: Mapping[str, State]
) -> tuple[tuple[Chosen, ...], list[Problem]]:
    reasons: tuple[Reason, ...] = getattr(reading.fields, field)
    chosen: list[Chosen] = []
    problems: list[Problem] = []
    for reason in reasons:
        path = links.find_entry(reason.target, reading.path, atlas)
        line = reason.line or reading.fields.lines.get(field, 0)
        # It would list itself as its own story.
        if path == reading.path:
            problems.append(_itself(reading, field, reason.target, line))
        elif path:
            place, missing = _place(reading, Link(field, reason.target, "", line=line), path, atlas)
            chosen.append(Chosen(atlas.places[path].id, reason.reason, place=place))
            problems += missing
        elif reason.target.startswith(("http://", "https://")):
            # Writers point at what others wrote, too; that is no entry and has no card.
            address = clean_url(reason.target)
            chosen.append(Chosen("", reason.reason or address, address))
        else:
            problems.append(_unknown(reading, Link(field, reason.target, "", line=line), atlas, states))
    return tuple(chosen), problems


def _place(reading: Reading, link: Link, path: str, atlas: Atlas) -> tuple[str, list[Problem]]:
    """The heading of the text `path` that the field means; without such a heading the whole text is meant."""
    typed = unquote(link.target.partition("#")[2].rstrip("]"))
    if not typed or typed in atlas.anchors[path]:
        return typed, []
    return "", [replace(nowhere.no_heading(link, reading, typed, atlas.anchors[path]), severity=Severity.WARNING)]


def _translated(reading: Reading, atlas: Atlas, states: Mapping[str, State]) -> tuple[str, list[Problem]]:
    typed = reading.fields.translation_of
    path = links.find_entry(typed, reading.path, atlas) if typed else ""
    line = reading.fields.lines.get("translation_of", 0)
    if path == reading.path:
        return "", [_itself(reading, "translation_of", typed, line)]
    if path or not typed:
        return atlas.places[path].id if path else "", []
    return "", [_unknown(reading, Link("translation_of", typed, "", line=line), atlas, states)]


def _itself(reading: Reading, field: str, typed: str, line: int) -> Problem:
    message = f"“{field}” names this entry itself. Name another one, or take the line away."
    return Problem("link.itself", Severity.WARNING, reading.path, message, line, 0, typed)


def _unknown(reading: Reading, link: Link, atlas: Atlas, states: Mapping[str, State]) -> Problem:
    """What to say of a field, the kind of `link`, that names no entry with a page."""
    field, typed = link.kind, link.target
    if hidden := links.find_hidden(typed, reading.path, atlas, states):
        return nowhere.unpublished(link, reading, hidden, states[hidden], f"“{field}” names")
    return nowhere.no_entry(link, reading, atlas)
