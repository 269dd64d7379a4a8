"""A grave happening that the text dates once: its other tellings take that date, other happenings don't."""

from collections.abc import Callable

import pytest

from timeline.nlp.records import EventMention

type Event = Callable[..., EventMention]


def _told(event: EventMention) -> tuple[str | None, object]:
    return (event.date.edtf if event.date else None, event.reason["code"])


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        (
            "Rolf Ander left town days after a gunman killed Mira Halden in her garden, the Orlo Post said. "
            "The murder of Mira Halden on 12 February shocked Orlo.",
            "killed",
            "2024-02-12",
        ),
        (
            "Rolf Ander, who murdered two guards in January at the port, will face trial. "
            "A witness described the day at a hearing on Friday. Then Ander shot them, she said.",
            "shot",
            "2024-01",
        ),
    ],
)
def test_it_takes_the_date_from_before_and_from_behind(
    nlp_event: Event, text: str, trigger: str, date: str
) -> None:
    assert _told(nlp_event(text, trigger)) == (date, "same-event")


@pytest.mark.parametrize(
    ("text", "trigger", "which"),
    [
        # two of the kind, on different days
        (
            "The murder of a guard on 12 February shocked Orlo. A cook was murdered on 20 February. "
            "The police know how the gunman had killed before.",
            "killed",
            0,
        ),
        # another one
        ("The outage on 12 February hit Orlo. Engineers fear another outage.", "outage", 1),
        # others suffered it
        (
            "Rolf Ander was murdered on 12 February. Years had passed since Mira Halden was murdered.",
            "murdered",
            1,
        ),
        # no grave happening
        ("Dockers painted the bridge on 12 February. Rolf Ander had painted in Port Ansel.", "painted", 1),
        # told as not having happened
        ("A guard was murdered on 12 February. Rolf Ander had not killed anyone.", "killed", 0),
    ],
)
def test_other_happenings_keep_their_own_time(nlp_event: Event, text: str, trigger: str, which: int) -> None:
    assert _told(nlp_event(text, trigger, which=which))[1] != "same-event"


def test_a_date_of_its_own_sentence_wins(nlp_event: Event) -> None:
    text = "The murder of a guard on 12 February shocked Orlo. On 20 February a gunman killed a cook."
    assert _told(nlp_event(text, "killed")) == ("2024-02-20", "timex-in-clause")
