"""`python -m allocation_app`: the command line."""

import sys

from allocation_app.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
