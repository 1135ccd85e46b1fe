"""Linking of entities to Wikidata: the place for it in the layers; links of countries come from the gazetteer."""
