"""Imports for tests: a site to import into, the exports of this folder, what came out."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from sites import CONFIG

from weeknotes import importers, pipeline
from weeknotes.errors import Severity
from weeknotes.importers import BringOptions, ImportAccount
from weeknotes.past import Wish

EXPORTS = Path(__file__).parent / "exports"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
# Words that stand in the exports only where nobody may ever read them.
SECRET = (
    *(
        "SEEDED",
        "ada.secret",
        "bo@larkfield",
        "dev@larkfield",
        "cai@",
        "cai.private",
        "spam@",
        "203.0.113",
        "198.51.100",
    ),
    *("192.0.2", "hunter2", "sk_", "tok_", "$2a$", "PRIVATE KEY", "Cheap pills"),
)


@dataclass(frozen=True)
class Brought:
    """A site with what was imported into it."""

    site: Path
    account: ImportAccount

    @property
    def files(self) -> dict[str, bytes]:
        found = (path for path in self.site.rglob("*") if path.is_file() and ".weeknotes" not in path.parts)
        return {path.relative_to(self.site).as_posix(): path.read_bytes() for path in found}

    @property
    def texts(self) -> list[str]:
        return sorted(path for path in self.files if path.startswith("content/") and path.endswith(".md"))

    @property
    def codes(self) -> list[str]:
        return sorted(note.code for note in self.account.notes)

    def read(self, path: str) -> str:
        return self.files[f"content/{path}"].decode()

    def errors(self) -> list[str]:
        """What our own checks find in the site that would stop its publication."""
        found = pipeline.check(Wish(self.site, self.site / "output", NOW, jobs=1))
        return [f"{each.path}: {each.message}" for each in found.problems if each.severity is Severity.ERROR]


def bring(site: Path, form: str, file: str | Path, *more: str, config: str = CONFIG, **asked) -> Brought:
    """Import an export (its name in ``exports``, or a path) into `site`."""
    site.mkdir(exist_ok=True)
    if not (site / "config.toml").exists():
        (site / "config.toml").write_text(config, encoding="utf-8")
    options = BringOptions(now=NOW, more=tuple(EXPORTS / each for each in more), **asked)
    return Brought(site, importers.bring(form, EXPORTS / file, site, options))


def picture(path: Path, colour: str = "red") -> Path:
    """A small picture with a note of where it was taken."""
    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif[0x010E] = "SEEDED place"
    Image.new("RGB", (40, 30), colour).save(path, exif=exif)
    return path


def post(body: str, **fields: str) -> str:
    """A WXR file with one post."""
    given = {"status": "publish", "post_type": "post", "post_id": "7", "post_date_gmt": "2019-07-12 15:30:00", **fields}
    title, name = given.pop("title", "A title"), given.pop("post_name", "a-title")
    inner = "".join(f"<wp:{key}>{value}</wp:{key}>" for key, value in {**given, "post_name": name}.items())
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version>'
        "<link>https://old.example</link>"
        f"<item><title>{title}</title><link>https://old.example/{name}/</link><guid>https://old.example/?p=7</guid>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded>{inner}</item></channel></rss>"
    )
