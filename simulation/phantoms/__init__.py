"""Pure image generators: numpy in, pydicom datasets out; the same seed gives the same bytes."""
