"""`python -m allocation_app`: the command line."""

import io
import sys

from allocation_app.cli import main

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Welsh names on a Windows console too; a file's name need not be text at all
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        # a passphrase is the same on every system, whatever it writes its letters in
        sys.stdin.reconfigure(encoding="utf-8", errors="strict")
    sys.exit(main(sys.argv[1:]))
