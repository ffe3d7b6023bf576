"""The parts a page is built from; docs/widgets.md lists them."""
