"""The planning core: facts in, caseloads, delays and workbooks out. No Qt anywhere below here."""
