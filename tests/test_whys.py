"""Why an entry is related, in the language of the page."""

import pytest
from sites import CATALOGUES, TONGUES

from weeknotes import words
from weeknotes.errors import MeaningError
from weeknotes.whys import tell, why

KEYS = [key.removeprefix("reasons.") for key in TONGUES.of("en").phrases if key.startswith("reasons.")]
KEYS.remove("and")  # stands between two names


def test_a_reason_is_said_in_the_language_that_is_asked_for():
    reason = why("about", ["damp", "repairs"])
    assert tell(reason, TONGUES.of("en")) == "both are about damp and repairs"
    assert tell(reason, TONGUES.of("cy")) == "pwnc y ddau: damp, repairs"


@pytest.mark.parametrize("key", KEYS)
def test_every_reason_can_be_said_in_every_language(key):
    said = {code: tell(why(key, ["Open spaces"]), TONGUES.of(code)) for code in ("en", "cy")}
    assert said["en"] != said["cy"]
    assert all("{" not in each for each in said.values())


def test_names_stay_as_they_are_typed():
    assert tell(why("project", ["{Tai} a\u2019r “cartref”"]), TONGUES.own).endswith("“{Tai} a\u2019r “cartref””")


def test_a_site_may_say_a_reason_otherwise():
    own = '[reasons]\nalike = "they sound alike"\n'
    own = CATALOGUES | {"words/en.toml": own, "words/standard/en.toml": CATALOGUES["words/en.toml"]}
    assert tell(why("alike"), words.tongues(own, "en").own) == "they sound alike"


def test_what_no_catalogue_has_is_told():
    with pytest.raises(MeaningError, match=r"reasons\.alkie"):
        tell(why("alkie"), TONGUES.own)
