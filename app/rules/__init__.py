"""Each check a pure predicate over records, with its source."""
