"""forecourt convert: rewrite files of Chinese Windows programs as UTF-8 with \\n line ends."""

from pathlib import Path
from typing import Final

import click

from forecourt.commands.options import COULD_NOT_RUN, lang_option, root_or_stop, words
from forecourt.edge import files, terminal
from forecourt.model.limits import MAX_RECORD_BYTES
from forecourt.reading.encoding import decoded, guess
from forecourt.store.faults import reason_of
from forecourt.words.text import N_, Text, text

ABOUT: Final = N_(
    "Rewrite GB18030 (GBK) and UTF-16 text files as UTF-8. UTF-8 files stay as they are, and so does every "
    "file of which the encoding is not certain. Exit status: 0 all files are UTF-8 now, 2 some are not."
)


@click.command("convert", help=ABOUT)
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@lang_option
def command(*, paths: tuple[Path, ...], lang: str | None) -> None:
    """Convert each file and say what was done."""
    root = root_or_stop(lang)
    refused = False
    for path in paths:
        done, sentence = _convert(path, root)
        refused = refused or not done
        say = terminal.out if done else terminal.note
        say(words(lang).say(sentence))
    if refused:
        raise SystemExit(COULD_NOT_RUN)


def _convert(path: Path, root: Path) -> tuple[bool, Text]:
    """Whether the file is UTF-8 now, and the sentence about it."""
    name = str(path)
    try:
        if path.is_symlink() or not path.is_file():
            return False, text(N_("{path}: no file, left alone"), path=name)
        if not path.resolve().is_relative_to(root):
            return False, text(N_("{path}: lies outside this dealership, left alone"), path=name)
        data = files.read_bytes(path, MAX_RECORD_BYTES)
        if len(data) > MAX_RECORD_BYTES:
            return False, text(N_("{path}: too large for a record, left alone"), path=name)
        if _is_utf8(data):
            return True, text(N_("{path}: is UTF-8 already, left alone"), path=name)
        encoding = guess(data)
        if not encoding:
            return False, text(N_("{path}: the encoding is not certain, left alone"), path=name)
        converted = decoded(data, encoding).replace("\r\n", "\n").replace("\r", "\n")
        files.write_whole(path, converted.encode())
    except OSError as error:
        return False, text(N_("{path}: {reason}, left alone"), path=name, reason=Text(reason_of(error)))
    return True, text(N_("{path}: rewritten from {encoding} to UTF-8"), path=name, encoding=encoding)


def _is_utf8(data: bytes) -> bool:
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False
