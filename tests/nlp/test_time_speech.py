"""In direct speech today, this year and next month count from the time of speaking."""

import pytest

from tests.nlp.time_reading import Read, read_fixture, shown

__all__ = ["read_fixture"]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ('On 30 December 2023 she said: "This year was hard."', "This year", "2023"),
        ('"We go tomorrow," he said on Friday. "Yesterday we voted."', "Yesterday", "2024-02-29"),
        ('"We go tomorrow," he said on Friday. All stay. "Yesterday we voted."', "Yesterday", "2024-03-03"),
        ('He said on Friday: "We leave." The house met. "Yesterday we voted."', "Yesterday", "2024-03-03"),
        ('"We go tomorrow," he said on Friday. "Yesterday we voted," she said.', "Yesterday", "2024-03-03"),
        ('"We go tomorrow," he said on Friday.\n\n"Yesterday we voted."', "Yesterday", "2024-03-03"),
        ('"Last Thursday we were warned," he said in a note dated 12 May.', "Last Thursday", "2023-05-11"),
        ('Asked on 20 February, he replied: "Ask me next week."', "next week", "2024-W09"),
        ('"We go tomorrow," he said in a hall built on 12 February.', "tomorrow", "2024-03-05"),
        # of a longer time what its first and its last day agree in
        ('In an interview in January he said: "We will win this year."', "this year", "2024"),
        ('In an interview in January he said: "We will win next month."', "next month", "2024-02"),
        ('In an interview in January he said: "We vote tomorrow, all of us."', "tomorrow", None),
    ],
)  # fmt: skip
def test_the_day_of_speaking(read: Read, text: str, words: str, value: str | None) -> None:
    assert dict(shown(text, read(text)))[words] == value


@pytest.mark.parametrize(
    "text",
    [
        "''We leave tomorrow,'' he said on Friday. ''Come with us to the hills today.''",
        "``We leave tomorrow,'' he said on Friday. ``Come with us to the hills today.''",
        '"We leave tomorrow," he said on Friday. He left. The house met today. "Come with us."',
        "``We leave tomorrow,'' he said on Friday. He left. The house met today. ``Come with us.''",
        "''We leave tomorrow,'' he said on Friday. He left. The house met today. ''Come with us.''",
    ],
)
def test_marks_of_quotation(read: Read, text: str) -> None:
    values = dict(shown(text, read(text)))
    assert values["tomorrow"] == "2024-03-02"
    assert values["today"] == ("2024-03-01" if "hills" in text else "2024-03-04")
