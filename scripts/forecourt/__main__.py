"""python -m forecourt"""

from forecourt.cli import main

main()
