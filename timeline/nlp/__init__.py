"""The language core: text and publication date in, frozen records with character offsets out.

It knows no Django and no database. `extract` is the whole interface.
"""
