"""Bringing the past: the export of another system -> texts of this site, with an account of what was lost.

bringing                      the recipe; `bring` is the way in
opening                       files, folders and zips, never more of them than is sane
wordpress medium ghost jekyll feed      one file an export format: bytes -> `Export`
letters trees moments words   what they all need to read: bytes, XML, dates, names
shortcodes paragraphs blocks  what WordPress does to a text;  cards   what Ghost does
house permalinks liquid       what Jekyll says of a site, does to an address, does to a text
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
