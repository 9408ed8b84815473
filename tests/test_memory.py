"""What is remembered between builds: whatever has become of it, a build goes on and its output is right."""

import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zlib import crc32
from zoneinfo import ZoneInfo

import pytest
from sites import CONFIG, write

import weeknotes
from weeknotes import records
from weeknotes.editions import Laying
from weeknotes.errors import Severity
from weeknotes.model import Account, Card
from weeknotes.past import Wish
from weeknotes.traces import Sheet
from weeknotes.values import replace

NOW = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Europe/London"))
NOTE = "content/weeknotes/2026/2026-w27-housing.md"
SITE = f"""-- config.toml --
{CONFIG}
[search]
enabled = false
-- {NOTE} --
---
team: housing
summary: The damp rooms.
date: 2026-07-03
---
See [[Lifts]].

We counted the damp rooms.
-- content/posts/lifts.md --
---
title: Lifts
date: 2026-01-02
---
The lift stood still.
"""


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(site: Path) -> Account:
    return weeknotes.build(Wish(site, site / "output", NOW, jobs=1))


def is_told(account: Account) -> bool:
    return "cache.set-aside" in {problem.code for problem in account.problems}


def say(site: Path) -> None:
    (site / NOTE).write_text((site / NOTE).read_text().replace("counted", "numbered"))


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, Path, dict[str, bytes]]:
    """A site, how it stood when it was built, and what its output has to be after an edit of its note."""
    folder = tmp_path_factory.mktemp("built")
    write(folder / "site", SITE)
    for path in folder.rglob("*.*"):
        os.utime(path, (1_600_000_000, 1_600_000_000))  # so that how files stand is remembered
    build(folder / "site")
    shutil.copytree(folder / "site", folder / "before", copy_function=shutil.copy2)
    write(folder / "clean", SITE)
    say(folder / "clean")
    build(folder / "clean")
    return folder / "site", folder / "before", tree(folder / "clean/output")


@pytest.fixture
def site(built) -> Path:
    """The site, built and then edited."""
    folder, before, _ = built
    shutil.rmtree(folder)
    shutil.copytree(before, folder, copy_function=shutil.copy2)
    say(folder)
    return folder


@pytest.fixture
def edited(built) -> dict[str, bytes]:
    """What the output of the edited site has to be."""
    return built[2]


def change(site: Path, wanted: str, turn) -> int:
    """Put what `turn` makes of them in the place of values under keys that begin so, with seals that fit them."""
    with sqlite3.connect(site / ".weeknotes/memory.sqlite") as memory:
        rows = memory.execute("SELECT key, value FROM memo WHERE substr(key, 1, ?) = ?", (len(wanted), wanted))
        new = [(turn(value), key) for key, value in rows.fetchall()]
        seals = [(value, crc32(value, crc32(key.encode())), key) for value, key in new]
        memory.executemany("UPDATE memo SET value = ?, seal = ? WHERE key = ?", seals)
    memory.close()
    return len(new)


def flipped(value: bytes) -> bytes:
    return value[:-3] + bytes([value[-3] ^ 1]) + value[-2:]


ORDERS = {
    "a flipped bit": "UPDATE memo SET value = flipped(value)",
    "exchanged values": "UPDATE memo SET value = (SELECT value FROM memo m WHERE m.key > memo.key OR 1 ORDER BY m.key)",
    "texts for bytes": "UPDATE memo SET value = 'text'",
    "numbers for bytes": "UPDATE memo SET value = 5",
    "another seal": "UPDATE memo SET seal = 'text'",
    "no bytes": "UPDATE memo SET value = x''",
}


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_a_value_that_is_not_as_it_was_written_is_set_aside_with_a_hint(site, edited, order):
    with sqlite3.connect(site / ".weeknotes/memory.sqlite") as memory:
        memory.create_function("flipped", 1, flipped)
        memory.execute(order)
    memory.close()
    assert is_told(build(site))
    assert tree(site / "output") == edited
    assert (site / ".weeknotes/memory.damaged").is_file()
    assert not is_told(build(site))


@pytest.mark.parametrize("what", ["last ", "laying ", "related ", "relating ", "looks ", "templates "])
@pytest.mark.parametrize("value", ["text", {"a": 1}, Account((), ())], ids=["text", "mapping", "record"])
def test_a_whole_value_of_another_kind_keeps_nothing_from_being_built(site, edited, what, value):
    change(site, what, lambda _: records.dump(value))
    build(site)
    assert tree(site / "output") == edited


def test_a_file_whose_own_names_are_damaged_is_set_aside(site, edited):
    path = site / ".weeknotes/memory.sqlite"
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE memo", b"CREATE TABL\xff \xfe\xfd\xa2o"))
    assert is_told(build(site))
    assert tree(site / "output") == edited


@pytest.mark.parametrize("table", ["stats", "pages", "memo"])
def test_a_memory_with_tables_of_others_is_set_aside_once(site, edited, table):
    with sqlite3.connect(site / ".weeknotes/memory.sqlite") as memory:
        memory.execute(f"DROP TABLE {table}")
        memory.execute(f"CREATE TABLE {table} (something, other)")
    memory.close()
    assert is_told(build(site))
    assert tree(site / "output") == edited
    assert not is_told(build(site))


def test_a_memory_that_is_sound_stays_where_there_is_no_room_for_more(site):
    code = (
        "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); "
        "sys.argv = ['weeknotes', 'check', '--today', '2026-11-21']; runpy.run_module('weeknotes', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=site, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (site / ".weeknotes/memory.damaged").exists()
    build(site)
    assert not is_told(build(site))


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may look into any folder")
def test_a_memory_that_may_not_be_looked_at_keeps_nothing_from_being_built(site, edited):
    (site / ".weeknotes").chmod(0)
    try:
        assert is_told(build(site))
    finally:
        (site / ".weeknotes").chmod(0o755)
    assert tree(site / "output") == edited


COLUMNS = {
    "stats": ("path", "size", "modified", "changed", "inode", "digest"),
    "pages": ("file", "fingerprint", "digest", "size", "modified"),
}


@pytest.mark.parametrize("value", [b"\xff", "../../x", 2**62, None], ids=repr)
@pytest.mark.parametrize("row", [0, 1])
def test_rows_of_files_that_tell_something_else_keep_nothing_from_being_built(site, edited, value, row):
    with sqlite3.connect(site / ".weeknotes/memory.sqlite") as memory:
        for table, columns in COLUMNS.items():
            names = memory.execute(f"SELECT {columns[0]} FROM {table}").fetchall()
            for number, column in enumerate(columns):
                wanted = names[(row + number) % len(names)]
                memory.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE {columns[0]} = ?", (value, *wanted))
    memory.close()
    build(site)
    assert tree(site / "output") == edited


def test_a_memory_that_leads_out_of_the_output_is_set_aside(site, edited):
    def lead_out(data: bytes) -> bytes:
        laying: Laying = records.load(data)
        sheets = dict(laying.edition.sheets)
        (home,) = [name for name in sheets if name.startswith("weeknotes/2026/w27/") and sheets[name].bodies]
        sheets[f"../{home}"] = replace(sheets.pop(home), file=f"../{home}")
        return records.dump(replace(laying, edition=replace(laying.edition, sheets=sheets)))

    before = {path for path in site.iterdir() if path.name != "output"}
    assert change(site, "laying ", lead_out)
    assert is_told(build(site))
    assert tree(site / "output") == edited
    assert {path for path in site.iterdir() if path.name != "output"} == before


def test_a_memory_that_leads_out_of_the_site_is_set_aside(site, edited):
    (site.parent / "private.md").write_text("Private.")

    def lead_out(data: bytes) -> bytes:
        laying: Laying = records.load(data)
        origin = laying.origins[NOTE]
        away = replace(origin, place=replace(origin.place, path="../private.md"))
        return records.dump(replace(laying, origins={**laying.origins, NOTE: away}))

    assert change(site, "laying ", lead_out)
    assert is_told(build(site))
    assert tree(site / "output") == edited


class Order:
    """Bytes of this are an order to call something."""

    def __init__(self, *order: object) -> None:
        self.order = order

    def __reduce__(self):
        return self.order[0], self.order[1:]


def test_nothing_that_is_remembered_can_run_a_program(site, edited, tmp_path):
    order = pickle.dumps(Order(os.system, f"touch {tmp_path}/run"))
    for what in ("last ", "laying ", "relating ", "body "):
        change(site, what, lambda _: order)
    build(site)
    assert tree(site / "output") == edited
    assert not (tmp_path / "run").exists()


def test_nothing_that_is_remembered_can_change_what_a_record_is():
    # The class, then: its attribute `rank` is 1 (opcodes of PEP 307: GLOBAL, NONE, a mapping, TUPLE2, BUILD).
    order = b"\x80\x05cweeknotes.errors\nSeverity\nN}X\x04\x00\x00\x00rankK\x01s\x86b."
    with pytest.raises(ValueError, match="no record of ours"):
        records.load(order)
    assert not hasattr(Severity, "rank")


FOREIGN = ["weeknotes.model\nreplace", "weeknotes.records\nload", "os\nsystem", "builtins\neval"]


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_no_record_is_not_read_back(name):
    with pytest.raises(ValueError, match="no record of ours"):
        records.load(f"\x80\x05c{name}\n.".encode())


def test_records_come_back_as_they_were():
    sheet = Sheet("a", "b", "c", "d", "e", ("f",))
    value = {"a": (sheet, NOW, NOW.date()), "b": [Severity.HINT, Account((), ())]}
    assert records.load(records.dump(value)) == value
    assert Card.__module__ in records.OWN


def test_a_fault_that_has_nothing_to_do_with_the_memory_is_told_as_it_is(site):
    def fail(laid):
        raise LookupError("a fault of the caller")

    (site / "content/posts/new.md").write_text("---\ndate: 2026-01-03\n---\nNew.\n")
    with pytest.raises(LookupError, match="of the caller"):
        weeknotes.pipeline.build(Wish(site, site / "output", NOW, jobs=1), fail)
