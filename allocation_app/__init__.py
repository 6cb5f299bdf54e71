"""The planning core: facts in, caseloads, delays and workbooks out. No Qt anywhere below here."""

import os

# openpyxl would read XML by lxml where that is installed, past the guards of defusedxml.
os.environ["OPENPYXL_LXML"] = "False"
