"""A list as a team keeps it by hand, for the pictures of the preview: nobody in it is real."""

from __future__ import annotations

import tempfile
from pathlib import Path

from allocation_app.progress import no_progress
from ui.readers import Look, Outcome, Readers, Request, outcome

LIST = """North team caseload,,,,,,,,,
For supervision on 20/11/2026,,,,,,,,,
Case no,Child,DOB,Legal status,Worker,Given to worker,Last stat visit,LAC rev date,Address,Notes
N-1041,Eira Hughes,04/05/2018,CP,Kofi Ahmed,03/04/2026,05/10/2026,,1 High Street,see file
N-1042,Tomos Price,11/12/2016,LAC,Jane Doe,05/06/2026,06/10/2026,01/09/2026,2 Low Road,call school
N-1043,Ada Rees,01/02/2020,S47 open,Duty,07/08/2026,,,3 Mill Lane,
N-1044,Ben Rees,01/02/2021,S47 open,TBC,,,,3 Mill Lane,
N-1045,Cadi Moss,09/07/2012,CLA - S20,Jane Doe,01/03/2026,02/09/2026,03/08/2026,4 The Green,moved
N-1046,Idris Vale,12/10/2010,CIN,Kofi Ahmed,02/02/2026,tbc,,5 Quay Street,
"""


def messy(look: Look) -> Outcome:
    """What comes of reading it with nothing decided before."""
    from allocation_app.intake import NO_MAPPING

    readers = Readers()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "North team.csv"
        path.write_text(LIST, encoding="utf-8")
        books = [readers.open(Request(path=path), no_progress)]
        return outcome(books, NO_MAPPING, readers, look, no_progress)
