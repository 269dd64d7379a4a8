"""Parses that are kept: reading a text again with new rules then takes half the time.

One file for each text, named by what was parsed and by what parsed it. A file that is missing, damaged or
was made by another model is no loss: the text is parsed.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from spacy.tokens import Doc, DocBin

from timeline.nlp import pipeline, version
from timeline.nlp.records import Extraction


def extract(text: str, dct: str | None, model: str, folder: Path | None) -> Extraction:
    """As `pipeline.extract`, with the parse from the folder where it is kept; None keeps nothing."""
    doc = pipeline.parse(text, model) if folder is None else parsed(text, model, folder)
    return pipeline.read(doc, text, dct, model)


def parsed(text: str, model: str, folder: Path) -> Doc:
    """The parse that is kept, or a new one, which is then kept if the disk has room for it."""
    name = hashlib.sha256(f"{version.of_parse(model)}\0{text}".encode(errors="surrogatepass")).hexdigest()
    path = folder / name[:2] / name
    kept = _loaded(path, text, model)
    if kept is not None:
        return kept
    doc = pipeline.parse(text, model)
    _keep(doc, path)
    return doc


def _loaded(path: Path, text: str, model: str) -> Doc | None:
    try:
        found = DocBin().from_bytes(path.read_bytes())
        doc = next(iter(found.get_docs(pipeline.load(model).vocab)))
    except FileNotFoundError:
        return None
    except Exception:  # whatever a damaged file makes of the library that reads it
        return None
    return doc if len(doc.text) == len(text) else None


def _keep(doc: Doc, path: Path) -> None:
    """Whole or not at all, also when two write it at once."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
            file.write(DocBin(docs=[doc]).to_bytes())
        os.replace(file.name, path)
    except OSError:
        return
