"""``python build.py`` is ``weeknotes build``."""

from weeknotes.__main__ import main

main(default="build")
