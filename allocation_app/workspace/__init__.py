"""The workspace: one encrypted file that keeps imports over time, plans, policy and the journal.

| module | what |
|---|---|
| `session` | making and opening a workspace: what the window and the command line begin with |
| `opened` | a workspace that is open: everything that is done to it |
| `saving` | how that reaches the disk: the file, and the journal beside it |
| `content` | what it holds, asked of the database in memory |
| `places` | what stands beside the file, and by which names |
| `container` | the file's bytes: magic, version, authenticated header, what is encrypted |
| `keys` | passphrase and recovery key to the key of the data |
| `disk` | writing so that what was acknowledged is there after a power cut |
| `lock` | one writer at a time |
| `journal_file` | the encrypted journal of what was done since the file was last written |
| `backups` | earlier states of the file, thinned by age |
| `copies` | other files beside it that are the same workspace |
| `image` | the database inside: its tables, its versions, whether it is whole |
| `migrations` | what brings the tables of an earlier version to those of this one |
| `imports` | snapshots as rows of it, and back |
| `reconciled` | what an import said of the plan, in ids and codes |
| `looking_back` | what there is to look back on, for trends and holders |
| `adding` | an import more, and what becomes of the plan with it |
| `kept_settings` | what is set for everybody who works with it |
| `protection` | how workspaces are protected on this machine |
| `retention`, `erasing`, `mentions` | what is deleted when it is old, and a child everywhere |
| `replay` | the plan and its undo, made of the journal |
| `verifying` | whether all of it can be read and fits together |
"""
