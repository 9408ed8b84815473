"""``python build.py`` is ``weeknotes build``."""

from weeknotes.cli import main

main(default="build")
