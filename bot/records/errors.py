"""What can go wrong with the records."""


class RecordsError(Exception):
    """Something about the records failed; nothing of what was to be written has been."""


class RecordsUnavailable(RecordsError):
    """The database is locked, full, read-only or gone; the same may work later."""


class EntryRefused(RecordsError):
    """The database's rules refuse an entry (an id used twice, a comment too long); it will never work."""


class AnswerUnknown(RecordsError):
    """The answer that an entry is about is not kept here (any more), or was not rated by this person."""


class InvitationUnknown(RecordsError):
    """An invitation was used before, is void or was never made; it will never work."""


class NotInForce(RecordsError):
    """What a deed is about has ended before, never was, or is in the hands of somebody else; it will never work."""


class ReminderUnknown(RecordsError):
    """The reminder that is to be stopped is not kept (any more), or is another person's; it will never work."""


class SealBroken(RecordsError):
    """No key opens a sealed value: it was sealed with a key that is gone, or was changed."""
