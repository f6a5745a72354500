"""What a new print job and a new article of the store room begin with."""

from typing import Any, Final

from forecourt.commands.start import Start
from forecourt.kinds.print_job import PrintJob
from forecourt.kinds.stock import Stock
from forecourt.money.stock import received_lines

WORK_DAYS: Final = 10


def print_job(start: Start) -> dict[str, Any]:
    """A request for something that is needed in two weeks of work; proofs and quotes come later."""
    return {"department": "sales", "needed_by": str(start.ahead(WORK_DAYS)), "budget": "0"}


def stock(start: Start) -> dict[str, Any]:
    """The delivered job that no stock record has received yet, else an article that is there already."""
    received = received_lines(start.records.of(Stock))
    jobs = [job for job in start.records.of(PrintJob) if job.accepted and job.id.casefold() not in received]
    if not jobs:
        opening = {"at": str(start.today), "type": "opening", "quantity": "1", "value": "0"}
        return {"moves": [opening]}
    job = jobs[0]
    receipt = {"at": str(start.today), "type": "receipt", "quantity": str(job.accepted), "job": job.id}
    return {"title": job.title, "type": job.type, "moves": [receipt]}
