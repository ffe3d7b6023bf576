"""Tag packs: taxonomies in files, by which records are marked, grouped and reported."""
