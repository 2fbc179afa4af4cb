"""Every error that khabar raises, as one tree.

KhabarError
├── InputError          one input cannot be read; the others can
│   ├── EmptyInput      nothing in it
│   ├── BinaryInput     not text
│   ├── EncodingProblem bytes that no supported encoding explains
│   └── TooLarge        above the size limit
├── DateProblem         a publication date that is not a date
├── DataProblem         language data that does not hold together
└── GoldProblem         a gold file that is not in the codebook's form
"""


class KhabarError(Exception):
    """Base of all errors of khabar; its message says what is wrong, where, and what to do."""


class InputError(KhabarError):
    """One input cannot be read; other inputs of the same run are not touched by it."""


class EmptyInput(InputError):
    """The input holds no text at all."""


class BinaryInput(InputError):
    """The input is not text: an image, an archive, a program."""


class EncodingProblem(InputError):
    """The bytes are text in no encoding that khabar knows."""


class TooLarge(InputError):
    """The input is larger than the limit for one report."""


class DateProblem(KhabarError):
    """A publication date is neither an ISO date nor an ISO date-time."""


class DataProblem(KhabarError):
    """An entry of the language data is malformed, doubled or fails its own example."""


class GoldProblem(KhabarError):
    """A file given for evaluation is not in the codebook's JSON."""
