"""Why the file system took no file, as a person can be told it."""

import errno

_SAID = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EACCES: "you have no permission to write here",
    errno.EPERM: "you have no permission to write here",
    errno.EROFS: "the disk can only be read",
    errno.EFBIG: "the disk takes no file of this size",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EIO: "the disk does not keep what is written to it",
}


def said(error: OSError) -> str:
    """Return why *error* came, fit for the middle of a sentence."""
    return _SAID.get(error.errno or 0) or error.strerror or type(error).__name__
