"""An exemplar who did not agree stays in the book: through every way out that there is."""

AGREED, SILENT = "次仁旺堆", "李桂芳"
