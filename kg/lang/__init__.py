"""Language packs: data, and the code that assembles it."""
