"""Parts of the ledger: the kinds, one kind's list, one record's standing and history, tables brought in."""
