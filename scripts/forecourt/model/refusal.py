"""Why something that was asked for cannot be done at all."""

from forecourt.words.text import Text


class RefusedError(Exception):
    """What was asked for cannot be done; `sentence` says why and what to do."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.template)
        self.sentence = sentence
