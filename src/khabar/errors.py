"""Every error that khabar raises, as one tree.

KhabarError
├── InputError          one input cannot be read; the others can
│   ├── EmptyInput      nothing in it
│   ├── BinaryInput     not text
│   ├── EncodingProblem bytes that no supported encoding explains
│   ├── TooLarge        above a limit of size, number or time
│   ├── DamagedInput    broken, or not what its own digest says
│   ├── MissingTool     needs a program or package that is not installed
│   └── FetchProblem    an address gave nothing
│       └── FetchRefused    one that must not be asked: guard, robots.txt
├── DateProblem         a publication date that is not a date
├── DataProblem         language data that does not hold together
├── GoldProblem         a gold file that is not in the codebook's form
├── ExportProblem       an export that cannot be written
├── ProfileProblem      a publish profile that is not there or not one
├── ReviewProblem       a decision about a reading that cannot be taken so
└── StoreProblem        a store that cannot be opened or used
    ├── StoreTooNew     written by a newer khabar
    └── AccountProblem  an account, a group or a password that cannot be so
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


class DamagedInput(InputError):
    """The input is broken, ends too early, or is not what the digest beside it says."""


class MissingTool(InputError):
    """The input needs a program or a package that is not installed."""


class FetchProblem(InputError):
    """An address gave nothing: no connection, no answer in time, too much, or an answer that is none."""


class FetchRefused(FetchProblem):
    """An address that must not be asked: the guard or the site's robots.txt does not allow it."""


class DateProblem(KhabarError):
    """A publication date is neither an ISO date nor an ISO date-time."""


class DataProblem(KhabarError):
    """An entry of the language data is malformed, doubled or fails its own example."""


class GoldProblem(KhabarError):
    """A file given for evaluation is not in the codebook's JSON."""


class ExportProblem(KhabarError):
    """An export has no such format, or its file cannot be written."""


class ProfileProblem(KhabarError):
    """A publish profile is not there, or has a rule that khabar does not know."""


class ReviewProblem(KhabarError):
    """A decision about a claim, an event or a source cannot be taken so: what it is about is not there, or no such value."""


class StoreProblem(KhabarError):
    """A store cannot be opened, or what it is asked for is not there."""


class StoreTooNew(StoreProblem):
    """A newer khabar has written the store; this one must not touch it."""


class AccountProblem(StoreProblem):
    """An account, a group or a password cannot be so; `what` names the reason, for pages in any language."""

    def __init__(self, what: str, message: str) -> None:
        super().__init__(message)
        self.what = what


def tell_fault(problem: Exception) -> str:
    """Return the message on a fault of khabar's own, which cost one input or incident and no other."""
    return f"khabar failed on it ({type(problem).__name__}: {problem}); please report this"
