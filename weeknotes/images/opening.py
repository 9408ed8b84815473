"""Opening a picture: what browsers show is read, everything else is told in words."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from weeknotes.errors import MeaningError

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def damaged(name: str) -> MeaningError:
    """The error for a picture that begins like one and breaks off."""
    return MeaningError(
        f"The picture {name} is damaged: it cannot be read to its end.", "Save it again, or leave it out."
    )


def opened(data: bytes, name: str) -> Image.Image:
    """The picture in `data`, its pixels not yet read. Raises MeaningError where browsers show none."""
    if (data[4:8] == b"ftyp" and data[8:12] in HEIC) or name.lower().endswith((".heic", ".heif")):
        message = f"The picture {name} is in Apple's HEIC format, which most browsers cannot show."
        raise MeaningError(message, "Open it and save it as JPEG.")
    try:
        # A camera's notes may be damaged where the picture is not.
        with warnings.catch_warnings(action="ignore"):
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(BytesIO(data), formats=FORMATS)
    except BOMBS as error:
        message = f"The picture {name} has more pixels than any screen can show."
        raise MeaningError(message, "Save it smaller: 1600 pixels wide is plenty.") from error
    except UnidentifiedImageError as error:
        message = f"The file {name} is no picture that browsers show, or it is damaged."
        raise MeaningError(message, "Save it as JPEG or PNG.") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise damaged(name) from error
