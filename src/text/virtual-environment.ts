/** The virtual environment of an rc file in Python. `.venv` belongs to the standalone mode of the Astro CLI, which deletes it. */
export const PROJEN_VENV = '.projen-venv';
