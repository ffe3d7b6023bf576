"""Parts of the pages about people: the roster, a profile, who studied what."""
