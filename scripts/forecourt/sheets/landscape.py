"""How a sheet comes out of the printer."""

from typing import Final

from xlsxwriter.worksheet import Worksheet

# Excel's numbers of the paper sizes.
A3: Final = 8
A4: Final = 9


def print_landscape(sheet: Worksheet, *, paper: int) -> None:
    """Landscape, all columns on one page and as many pages as the rows need, numbered."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    # The sheet's own title stands in the upper margin where it has one.
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    sheet.set_footer("&C&P / &N")
