"""Run by "astro dev parse": every DAG imports, has tags and at least two retries."""
