"""``python -m weeknotes``."""

from weeknotes.cli import main

main()
