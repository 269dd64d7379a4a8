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
    Factuality.HYPOTHETICAL: "may might could would can ca should if unless to must will possible",
    Factuality.DENIED: "not n't n’t never no nor without denied denies refused rejected failed neither none "
    "nobody nothing declined denies refuses",
    Factuality.CANCELLED: "cancelled canceled scrapped postponed abandoned off",
    Factuality.CLAIMED: "claimed claims claim alleged allegedly accused accuses",
}
_CUES = {factuality: frozenset(words.split()) for factuality, words in _SAYS_SO.items()}


def told(event: EventDraft, text: str, cast: Cast) -> str:
    """The summary with "Planned: ", "Denied by Mira Halden: " and the like before it where needed."""
    prefix = _PREFIXES.get(event.factuality)
    if prefix is None or not text or text.endswith("?") or _says_so(text, _CUES[event.factuality]):
        return text
    if event.factuality in (Factuality.CLAIMED, Factuality.DENIED):
        sources = [a for argument in event.arguments if argument.role is Role.SOURCE for a in argument.actors]
        if sources:
            name = cast.actors[sources[0]].name
            prefix = f"{prefix} by {name if is_name(name) else name[:1].lower() + name[1:]}"
    return f"{prefix}: {text}"


def _says_so(text: str, cues: frozenset[str]) -> bool:
    words = set(text.lower().split())
    return bool(words & cues) or ("not" in cues and any(w.endswith(("n't", "n’t")) for w in words))
