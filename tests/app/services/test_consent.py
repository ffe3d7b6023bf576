"""An exemplar who did not agree stays in the book: through every way out that there is."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from app.reports.boxes import Box, Register
from app.services.boxing import Shelf
from app.services.exporting import Exporter
from app.services.listing import Listings
from app.services.foldering import FolderOrder
from app.workspace import Workspace
from db.model.errors import ExportError
from db.model.progress import Silent

AGREED, SILENT = "次仁旺堆", "李桂芳"
