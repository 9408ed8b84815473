"""A letter in its envelope: an ``.eml`` file (RFC 5322, MIME), the same bytes whenever it is made.

Without a date it is a draft (``X-Unsent``): mail clients open it ready to be addressed, changed and sent, and put
the date in when that happens. With one it is a message that a mail server takes as it is.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import getaddresses

from weeknotes import digest
from weeknotes.errors import UsageError
from weeknotes.letter import Letter, as_text
from weeknotes.text import for_xml, plain_spaces
from weeknotes.values import Record

# What mail servers take without being asked (RFC 5321 section 4.1.2); other letters need an extension of both sides.
ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*\.)*[A-Za-z0-9-]*[A-Za-z0-9]", re.ASCII)


class Envelope(Record):
    """Who sends to whom, and how the letter is announced; empty means that the mail client is to ask.

    `to` and `sender` are as people type them: ``Siân Wyn <sian@example.org>``, several with commas between.
    """

    to: str = ""
    sender: str = ""
    subject: str = ""
    date: datetime | None = None


def as_eml(letter: Letter, html: str, envelope: Envelope) -> bytes:
    """The letter as plain text and as `html` in one message. Raises UsageError for an address that is none."""
    message = EmailMessage(SMTP)
    for name, typed in (("From", envelope.sender), ("To", envelope.to)):
        if typed.strip():
            message[name] = _addresses(typed)
    message["Subject"] = plain_spaces(for_xml(envelope.subject)) or letter.subject
    text = as_text(letter)
    mark = digest.of_record([text, html, envelope.to, envelope.sender, envelope.subject])
    if envelope.date:
        message["Date"] = envelope.date
        message["Message-ID"] = f"<{mark}@{letter.host}>"
    else:
        message["X-Unsent"] = "1"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = letter.site.language
    # No line of quoted-printable can hold “=_” (RFC 2045 section 6.7), so none can be taken for the boundary.
    message.set_boundary(f"=_{mark}")
    return message.as_bytes()


def _addresses(typed: str) -> list[Address]:
    """The addresses in a line. Raises UsageError with the part that is none."""
    pairs = getaddresses([plain_spaces(typed)])
    for name, address in pairs:
        if not ADDRESS.fullmatch(address):
            told = address or name or typed
            raise UsageError(
                f"“{told}” is no e-mail address. Write it like this: Siân Wyn <sian@example.org>; "
                'a name with a comma goes into quotation marks: "Wyn, Siân" <sian@example.org>.'
            )
    return [Address(name, addr_spec=address) for name, address in pairs]
