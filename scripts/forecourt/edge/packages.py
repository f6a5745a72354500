"""Which version of a package made something: a part of the key under which it is kept."""

from functools import cache


@cache
def version(package: str) -> str:
    """The installed version of `package`, looked up once; raises importlib.metadata.PackageNotFoundError."""
    # Imported here: it takes as long as reading a hundred records, and few commands ask.
    from importlib.metadata import version as installed

    return installed(package)
