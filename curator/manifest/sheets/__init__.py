"""The copy desk's sheet: one row a photo, out to a spreadsheet and back; files of stories are left to ``files``.

Out: ``writing`` takes the photos in the order of the story, ``columns`` says what each cell holds,
``guarding`` puts a ``'`` before what a spreadsheet would take for a formula or a number, ``merging`` adds the
fingerprint by which a row tells on return what was changed, and ``csv_file`` or ``xlsx_file`` packs the rows.

Back: ``reading`` looks into the file, not at its name. ``csv_file`` finds encoding and delimiter;
``workbook`` finds the parts of an XLSX file, ``parts`` reads one piece by piece, ``cells`` and
``cell_values`` say what each cell shows. Either way it becomes a ``table``, cleaned and within bounds.
``moments`` knows dates again that a spreadsheet dressed anew.
``matching`` finds each row's photo, ``merging`` says field by field what the sheet corrects and where both
sides changed, and ``corrections`` are the result, from which one edit is made.

Decisions
---------
* Merged field by field against what the sheet said when it was written. Rows as a whole were too
  coarse: a desk that corrects a caption while the editor writes the alt text is no conflict.
* The fingerprint travels in the sheet, not in the manifest: a sheet is known again by a colleague's
  copy of the story, and a manifest does not grow with every sheet sent.
* CSV is guarded against numbers as well as formulas, since a spreadsheet gives ``0012`` back as
  ``12``; a workbook needs only the guard against formulas, its cells are texts.
* A date of which day and month could be swapped is never taken for a correction, and never passed over
  in silence: nobody can tell a spreadsheet of another country from a slip that the desk mended.
* Stars and marks stay at home (``columns.FIELDS`` says why).
"""

from curator.manifest.sheets.columns import FIELDS
from curator.manifest.sheets.corrections import Correction, Corrections, against, taking
from curator.manifest.sheets.reading import read
from curator.manifest.sheets.writing import Written, write

__all__ = [
    "FIELDS",
    "Correction",
    "Corrections",
    "Written",
    "against",
    "read",
    "taking",
    "write",
]
