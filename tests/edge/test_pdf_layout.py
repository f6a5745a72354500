"""A volume is laid out in little memory, and comes out as from WeasyPrint alone."""

import json
import subprocess
import sys
from pathlib import Path

from forecourt.edge import pdf
from tests.house.stub import ROOT

# Lists, a drawing with text, page numbers of targets: what markers and the layout's context are needed for.
BODY = (
    '<html lang="zh-CN"><head><title>试册</title><meta name="dcterms.created" content="2026-11-24T00:00:00Z">'
    '<style>html { font-family: "Noto Sans SC" } h2 { break-before: page } ul { list-style-type: "· " }'
    " a::after { content: target-counter(attr(href), page) }</style></head><body>"
    '<h1>试册</h1><p><a href="#two">第二章 </a></p><ul><li>甲</li><li>乙</li></ul><ol><li>丙</li></ol>'
    '<svg width="40" height="20"><text x="2" y="15">图</text></svg>'
    '<h2 id="two">第二章</h2><p>正文</p></body></html>'
)
IN_A_PROCESS = """
import gc, json, sys
import weasyprint
from weasyprint.css import ComputedStyle
from weasyprint.formatting_structure.boxes import Box
from forecourt.edge import pdf_layout, pdf

def made(kind):
    return sum(isinstance(one, kind) for one in gc.get_objects())

def below(box):
    return 1 + sum(map(below, getattr(box, "children", ())))

document = pdf_layout.laid_out(sys.argv[1], weasyprint.urls.URLFetcher(), pdf.OPTIONS)
styles = [one.pseudo_type for one in gc.get_objects() if isinstance(one, ComputedStyle)]
notes = sum("note-" in str(one) for one in styles)
kept = made(Box) - sum(below(page._page_box) for page in document.pages)
ours = document.write_pdf(**pdf.OPTIONS)
plain = weasyprint.HTML(string=sys.argv[1], base_url="volume:").render(**pdf.OPTIONS)
also_kept = made(Box) - sum(below(page._page_box) for page in (*document.pages, *plain.pages))
print(json.dumps({
    "pages": len(document.pages), "notes": notes, "markers": styles.count("marker"),
    "lets_go": kept < also_kept - kept, "same": ours == plain.write_pdf(**pdf.OPTIONS),
}))
"""


def test_the_bytes_are_those_of_weasyprint_alone_without_styles_and_boxes_that_nothing_needs(
    tmp_path: Path,
) -> None:
    configuration = pdf._font_configuration(tmp_path)

    told = subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS, BODY],
        cwd=ROOT,
        env={"FONTCONFIG_FILE": str(configuration), "PYTHONUTF8": "1", **pdf.SPOKEN},
        capture_output=True,
        check=True,
    )

    assert json.loads(told.stdout) == {"pages": 2, "notes": 0, "markers": 3, "lets_go": True, "same": True}
