"""Review -> workbook: what leaves the tool. The only home of writers."""
