"""What the script and the help for keys say, for the catalogue: the scripts hold the English words.

`KEY_WORDS` repeats those of static/keys.js, `SCRIPT_WORDS` those of static/dateline.js; a test compares
them. Pages in another language carry the translations.
"""

import json

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

KEY_WORDS = (
    _("Show these keys"),
    _("Search"),
    _("Filters"),
    _("Zoom in"),
    _("Zoom out"),
    _("Show all of it"),
    _("Earlier (in the graphic)"),
    _("Later (in the graphic)"),
    _("Mark or bar before (in the graphic)"),
    _("Mark or bar after (in the graphic)"),
    _("First mark or bar (in the graphic)"),
    _("Last mark or bar (in the graphic)"),
    _("Time before that has events"),
    _("Time after that has events"),
    _("Next event"),
    _("Event before"),
    _("Open the event, mark or bar"),
    _("Evidence of the event"),
    _("View: lanes, dots, heat, list"),
    _("Lanes by actor, source, place"),
    _("Copy the link to this view"),
    _("Go to the timeline"),
    _("Go to the actors"),
    _("Go to the review"),
    _("Go to the upload"),
    _("Go to a date"),
    _("Right as it stands (in the review)"),
    _("Hide (in the review)"),
    _("Correct (in the review)"),
    _("Skip (in the review)"),
    _("Take back the last verdict (in the review)"),
    _("Close; stop waiting for an answer"),
)
SCRIPT_WORDS = (
    _("Keys"),
    _("Keys on this page"),
    _("All keys, and how to switch them off"),
    _("Close"),
    _("Copied"),
    _("The server is slow to answer. Esc stops waiting."),
    _("Something broke on our side. What you see is unchanged."),
    _("The server can’t be reached. What you see is unchanged."),
    _("Try again"),
)


def translated() -> str:
    """English words -> those of the reader's language, as JSON; nothing for English."""
    if (get_language() or "en").startswith("en"):
        return ""
    return json.dumps({words: gettext(words) for words in (*KEY_WORDS, *SCRIPT_WORDS)}, ensure_ascii=False)
