"""Another process of this interpreter: what is said to it is never worth an exception."""

from __future__ import annotations

from typing import IO

from allocation_app.processes import Talk, started


def test_that_what_a_process_that_is_gone_never_heard_is_let_go() -> None:
    def ask(pipe: IO[bytes]) -> None:
        pipe.write(b"unheard")

    with started("tests.no_such_module") as process:
        process.wait()
        talk = Talk(process, ask, lambda _block: None)
        talk.end()

    assert process.returncode
