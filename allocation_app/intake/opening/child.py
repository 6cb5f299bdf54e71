"""The process that reads one file: started for it, limited, and ended with it.

It takes from stdin a line of JSON (name, password, limits) and then the file's bytes, and writes an
`Answer` to stdout. It is started by `opening.apart` and never sees a path: it has nothing to open.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from dataclasses import replace

from allocation_app.errors import InputError
from allocation_app.intake.opening.answers import Answer, encoded
from allocation_app.intake.opening.contents import read_content
from allocation_app.intake.opening.limits import Limits
from allocation_app.memory import limit_memory, peak_memory


def main() -> None:
    """Read what is asked for, answer, and end."""
    sent = sys.stdin.buffer
    asked = json.loads(sent.readline())
    limits = Limits(**asked["limits"])
    limit_memory(limits.memory)
    gc.disable()
    name = str(asked["name"])
    try:
        answer = read_content(name, sent.read(), asked["password"], limits)
    except InputError as error:
        answer = Answer(refusal=error)
    except MemoryError:
        answer = Answer(refusal=InputError("file_too_big", file=name, what="memory"))
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        out.write(encoded(replace(answer, peak=peak_memory())))
    os._exit(0)  # there is nothing to tidy, and taking a million cells apart takes its time


if __name__ == "__main__":
    main()
