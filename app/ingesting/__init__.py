"""HQ takes in bundles by the thousand: durable first, then merged, on all cores."""
