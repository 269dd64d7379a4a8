"""Name keys: one key for every spelling of a name, different keys for different names."""

import pytest

from timeline.nlp.actors import gazetteer, names


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kovalski", "Kovalskyy"),
        ("Kovalsky", "Kovalskiy"),
        ("Volodymyr", "Volodimir"),
        ("Hryhoriy", "Grigoriy"),
        ("Luhansk", "Lugansk"),
        ("Tchernov", "Chernov"),
        ("Chernoff", "Chernov"),
        ("Khamidov", "Hamidov"),
        ("Müller", "Mueller"),
        ("José", "Jose"),
        ("Łukasz", "Lukasz"),
        ("Yevgeny", "Evgeny"),
        ("Mohammed", "Mohamed"),
        ("O'Neill", "O’Neill"),
        ("Wachtmeister", "Wakhtmeister"),
    ],
)
def test_spellings_of_one_name_share_a_key(left: str, right: str) -> None:
    assert names.loose(left) == names.loose(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Halden", "Holden"), ("Orlo", "Arlo"), ("Hill", "Gill"), ("Brist", "Brest"), ("Meier", "Maier")],
)
def test_different_names_have_different_keys(left: str, right: str) -> None:
    assert names.loose(left) != names.loose(right)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Prime Minister Mira Halden", ("mira", "halden")),
        ("Sen. Ana van Orlo Jr.", ("ana", "orlo")),
        ("Halden's", ("halden",)),
        ("King Ivo", ("king", "ivo")),
        ("Jean-Luc Brist", ("jean", "luc", "brist")),
    ],
)
def test_person_words_leave_out_titles_and_particles(name: str, words: tuple[str, ...]) -> None:
    assert names.person_words(name) == words


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("Halden", "Mira Halden", True),
        ("M. Halden", "Mira Halden", True),
        ("Mira", "Mira Halden", True),
        ("Bob Orlo", "Robert Orlo", True),
        ("Mira Halden", "Mira Jane Halden", True),
        ("Tom Halden", "Mira Halden", False),
        ("Mira Orlo", "Mira Halden", False),
        ("K. Halden", "Mira Halden", False),
        ("King Halden", "Mira Halden", False),
        ("Lund-Halden", "Mira Lund-Halden", True),
        ("Orlo-Halden", "Mira Lund-Halden", False),
    ],
)
def test_short_and_full_names(short: str, full: str, same: bool) -> None:
    assert names.same_person_name(names.person_words(short), names.person_words(full)) is same


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("OHS", "Organization for Harbour Safety", True),
        ("O.H.S.", "Organization for Harbour Safety", True),
        ("OFHS", "Organization for Harbour Safety", True),
        ("OHT", "Organization for Harbour Safety", False),
        ("Orlo", "Orlo Shipping", False),
    ],
)
def test_acronyms(short: str, name: str, fits: bool) -> None:
    assert names.is_acronym_of(short, name) is fits


@pytest.mark.parametrize(
    ("name", "state", "sense"),
    [
        ("the United Kingdom", "United Kingdom", "name"),
        ("U.K.", "United Kingdom", "name"),
        ("Norwegians", "Norway", "people"),
        ("Lisbon", "Portugal", "capital"),
        ("the Élysée Palace", "France", "seat"),
        ("US", "United States", "name"),
    ],
)
def test_states_go_by_many_names(name: str, state: str, sense: str) -> None:
    entry = gazetteer.state(name)
    assert entry is not None
    assert (entry.name, entry.sense) == (state, sense)


@pytest.mark.parametrize("word", ["us", "turkey", "china", "polish", "who", "car"])
def test_common_words_are_no_states(word: str) -> None:
    assert gazetteer.state(word) is None
    assert gazetteer.body(word) is None


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("leader", "prime minister", True),
        ("premier", "prime minister", True),
        ("foreign minister", "foreign minister", True),
        ("minister", "foreign minister", True),
        ("foreign minister", "finance minister", False),
        ("mayor", "president", False),
        ("actor", "singer", False),
    ],
)
def test_offices_that_may_name_one_person(left: str, right: str, same: bool) -> None:
    assert gazetteer.same_office(left, right) is same
