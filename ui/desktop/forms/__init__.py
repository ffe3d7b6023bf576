"""From a record type's declaration to the form people fill."""
