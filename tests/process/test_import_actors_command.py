"""`import_actors`: a list of actors joins what the articles name differently, and can be taken back."""

from tests.process.manage import Installation

FERRY = "The Brevik Ferry Company hired 40 people on Monday."
LINE = "Sound Line sold a ship on Tuesday. Sound Line lost money."


def test_a_list_of_actors_is_obeyed_shown_and_taken_back(here: Installation) -> None:
    articles = here.jsonl(
        "a.jsonl",
        {"id": "a", "dct": "2024-03-06", "text": FERRY},
        {"id": "b", "dct": "2024-03-07", "text": LINE},
    )
    here.ok("ingest", articles)
    before = here.dump()
    rows = "id,name,kind,aliases\nQ7,Brevik Ferries,organisation,Brevik Ferry Company|Sound Line\n"
    listed = here.write("actors.csv", rows + "Q8,,person,\n")
    done = here.run("import_actors", listed)
    assert done.returncode == 1
    assert f"{listed}, line 3: The name is missing or no text." in done.stderr
    assert done.stderr.splitlines()[-1] == "2 read: 1 new, 0 changed, 0 unchanged, 1 refused; 0 removed"
    actor = next(row for row in here.exported("actors") if row["name"] == "Brevik Ferries")
    assert {mention["article"] for mention in actor["mentions"]} == {"a", "b"}
    assert actor["external_ids"] == ["Q7"]

    good = here.write("good.csv", rows)
    once = here.dump()
    assert "0 new, 0 changed, 1 unchanged" in here.run("import_actors", good).stderr
    assert here.dump() == once
    here.ok("import_actors", "--replace", here.write("none.csv", "id,name,kind\n"))
    assert here.dump() == before


def test_files_that_are_no_lists_are_refused(here: Installation) -> None:
    for name, words in (("actors.xml", "must end in .jsonl or .csv"), ("missing.csv", "can't be read")):
        done = here.run("import_actors", str(here.folder / name))
        assert done.returncode == 1
        assert words in done.stderr
    bad = here.run("import_actors", "--replace", here.write("bad.jsonl", "{\n"))
    assert bad.returncode == 1
    assert "Nothing was changed" in bad.stderr
