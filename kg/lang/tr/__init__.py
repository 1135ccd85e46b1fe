"""Turkish: data and the code that assembles it."""
