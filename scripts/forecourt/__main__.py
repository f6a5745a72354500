"""python -m forecourt"""

from forecourt.edge import collector

# Whatever is imported stays until the end; a search among it is time that every command waits for.
with collector.paused(stays=True):
    from forecourt.cli import main

main()
