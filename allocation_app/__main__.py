"""`python -m allocation_app`: the command line."""

import io
import sys

from allocation_app.cli import main

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Welsh names on a Windows console too; a file's name need not be text at all
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
