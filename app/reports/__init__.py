"""Records turned into pages: Typst, PDF/A, Excel, CSV."""
