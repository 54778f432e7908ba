"""Imported before anything else by the command and its workers: it halves the time they start in.

jsonschema, which nbformat needs, compiles a grammar of addresses where it finds rfc3987_syntax. No
schema of a notebook has an address, so that second is not spent: jsonschema is told that there is
none, as it would be with a plain `pip install nbformat`.
"""

import atexit
import gc
import sys

# Imports make objects that stay: to look for garbage among them takes a sixth of the start, and
# once more, at the end, a third of a second.
gc.set_threshold(50_000)
atexit.register(gc.freeze)
sys.modules.setdefault("rfc3987_syntax", None)
