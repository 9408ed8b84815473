"""Bringing the past: the export of another system -> texts of this site, with an account of what was lost.

bringing                      the recipe; `bring` is the way in
opening                       files, folders and zips, never more of them than is sane
wordpress medium ghost jekyll feed      one file an export format: bytes -> `Export`
letters trees moments words   what they all need to read: bytes, XML, dates, names
rss atom jsonfeed items       the three forms of a feed, and what texts of all of them have in common;  blogger
comments shortcodes paragraphs blocks     what WordPress makes of a text;  cards   what Ghost makes of one
pages kept dated pelican      files of a folder: headers, lines that stay, days in names, headers without fences
house hugo permalinks liquid  what a folder says of its site, does to an address, does to a text
bounds tidy embeds bullets captions footnotes grids shapes nodes      a tree of HTML in shapes that Markdown has
converter prose typed         that tree -> Markdown;  Markdown of others -> Markdown of this site
routes naming front writer    old addresses, new names, headers, whole files
pictures fetching stage       the hands: pictures, the network, the site's folder
account                       what came, what was lost, what needs a human eye
"""

from __future__ import annotations

from weeknotes.importers.account import ImportAccount, as_json, as_text
from weeknotes.importers.bringing import FORMS, BringOptions, bring

__all__ = ["FORMS", "BringOptions", "ImportAccount", "as_json", "as_text", "bring"]
