"""Parts of the page that makes the inspection folder."""
