"""Says in a summary that an event is planned, denied, claimed or called off, unless its clause does."""

from timeline.nlp.draft import Cast, EventDraft
from timeline.nlp.summaries.mention_names import is_name
from timeline.terms import Factuality, Role

_PREFIXES = {
    Factuality.PLANNED: "Planned",
    Factuality.HYPOTHETICAL: "Possible",
    Factuality.DENIED: "Denied",
    Factuality.CANCELLED: "Cancelled",
    Factuality.CLAIMED: "Claimed",
}
_SAYS_SO = {
    Factuality.PLANNED: "will wo 'll ’ll to would shall plan plans planned due may scheduled expected "
    "intends intended wants promised should",
    Factuality.HYPOTHETICAL: "may might could would can cannot ca should ought if unless to must will "
    "possible whether",
    Factuality.DENIED: "not cannot n't n’t never no nor without denied denies refused rejected failed "
    "neither none nobody nothing declined denies refuses almost nearly",
    Factuality.CANCELLED: "cancelled canceled scrapped postponed abandoned off",
    Factuality.CLAIMED: "claimed claims claim alleged alleges allegedly accused accuses insisted insists "
    "maintained maintains asserted asserts",
}
_CUES = {factuality: frozenset(words.split()) for factuality, words in _SAYS_SO.items()}


# words that leave open whether it happens, which "to" in the text does not say
_OPEN = frozenset(("if", "unless", "whether", "provided", "suppose", "lest"))
_SPEAKING = frozenset(("I", "me", "my", "My", "myself", "We", "we", "us", "Us", "our", "Our", "ourselves"))


def told(event: EventDraft, text: str, cast: Cast) -> str:
    """The summary with "Planned: ", "Denied by Mira Halden: " and the like before it where needed, and
    with the name of who speaks of "us"."""
    prefix = _PREFIXES.get(event.factuality)
    if prefix is None or not text or text.endswith("?") or _says_so(event, text):
        return _with_speaker(event, text, cast)
    if event.factuality in (Factuality.CLAIMED, Factuality.DENIED):
        source = _named(event, cast, Role.SOURCE)
        if source:
            prefix = f"{prefix} by {source if is_name(source) else source[:1].lower() + source[1:]}"
    return f"{prefix}: {text}"


def _with_speaker(event: EventDraft, text: str, cast: Cast) -> str:
    """ "We will rebuild" -> "Mira Halden: We will rebuild"."""
    words = text.replace("’", "'").split()
    if not any(word.partition("'")[0].rstrip(",") in _SPEAKING for word in words):
        return text
    speaker = _named(event, cast, Role.SOURCE)
    if not speaker and words[0].partition("'")[0] in ("We", "I"):
        speaker = _named(event, cast, Role.AGENT)
    if not speaker or speaker in text:
        return text
    return f"{speaker[0].upper()}{speaker[1:]}: {text}"


def _named(event: EventDraft, cast: Cast, role: Role) -> str:
    """The name of the first actor in a role, "" if there is none."""
    found = [a for argument in event.arguments if argument.role is role for a in argument.actors]
    return cast.actors[found[0]].name if found else ""


def _says_so(event: EventDraft, text: str) -> bool:
    """Whether the text has a word of its own for what the label would say."""
    cues = _CUES[event.factuality]
    words = {word.removesuffix("n't").removesuffix("n’t") for word in text.lower().split()}
    if event.factuality_reason.get("word") in _OPEN:
        words.discard("to")
    return bool(words & cues) or ("not" in cues and "n't" in text.lower().replace("’", "'"))
