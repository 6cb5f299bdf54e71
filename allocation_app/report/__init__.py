"""A review as whatever leaves the tool: workbooks, CSV, pages, the clipboard. All writers are here.

Where to begin: `orders` says what can be asked for, `naming` sees to names, codes and the team,
`exports` makes and writes it. A document is first made free of any form, then put into one.

- What every document is made of: `facts`, `supervision`, `notes` (what the figures rest on).
- How it is held, whatever its form: `listing` (one table), `pages` (paper), `values`, `looks`,
  `fitting`.
- The documents: `changes`, `lists` (allocations, unallocated, findings), `forecast`, `history`,
  `balance_sheet` and `balance_paper`, `board`, `worker_page`, `handover`, `evidence`, `given`,
  `trends`, `period`, `journal`, `closing`, `reconciled`.
- As Excel: `workbook` (all of them, with `cover`, `contents`, `choices`, `worker_sheet` and
  `balance_chart`), `single` (one list), `problem_list`; laid out by `layout`, `for_excel`,
  `styles`, `cells`, `sheet_names`; packed by `rows`, `texts`, `properties`, `package`, `protect`.
- On paper: `on_paper` (a list as a page), `printed` (widths and texts, whatever prints it),
  `tagged_pdf` with its process `typesetter`, `html` (for the window's printer).
- As text: `csv_file`, `clipboard`.
"""
