"""What can go wrong while syncing, and the one way forward that the person is offered for it.

The words of a fault (what happened, what is safe, what can be done) come with the error; here stands
which button goes with them. Looked up by what the error says, then, for HQ's own no, by its code,
then by the error's kind: a release of HQ that is newer may say what is not listed here.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from db.model.errors import (
    BundleError,
    ExportError,
    ImportFailed,
    LinkError,
    NotFound,
    Offline,
    ProtocolError,
    Refused,
    StoreBusy,
    StoreDamaged,
    StoreFull,
    StoreMissing,
    StoreReadOnly,
    SuixingError,
    WeBroke,
)
from db.model.words import N_, Word


class Way(StrEnum):
    """A way forward; its value is the word on its button."""

    AGAIN = N_("Try again")
    ADDRESS = N_("To HQ's address")
    BROWSER = N_("Open the log-in page")
    STICK = N_("Write to stick")
    FILE = N_("Choose another file")
    PLACE = N_("Choose another place")
    ENROL = N_("To the enrolment")
    ROOM = N_("Show the folder")
    BACKUP = N_("To the backups")
    DETAILS = N_("Details")


BY_TEXT: Mapping[str, Way] = MappingProxyType(
    {
        # The link
        "No network. Keep working; it waits for the next time.": Way.STICK,
        "HQ stopped answering.": Way.AGAIN,
        "There is a network, but a log-in page answered instead of HQ.": Way.BROWSER,
        "HQ's computer answers that it cannot work now (code {code}).": Way.STICK,
        "HQ's address is not known.": Way.ADDRESS,
        "The address answers, but it cannot prove that it is HQ.": Way.ADDRESS,
        "This answer is not from the HQ this book is enrolled with.": Way.ADDRESS,
        "This is an answer to something else.": Way.AGAIN,
        "The signature does not fit: this did not come from where it says.": Way.AGAIN,
        "What came is damaged or is not in a format of this program ({reason}).": Way.AGAIN,
        "The exchange ended without an answer.": Way.AGAIN,
        "HQ holds less than was thought.": Way.AGAIN,
        "It goes on from a change that has not come yet ({op}).": Way.AGAIN,
        # HQ's no
        "This computer is not enrolled with HQ yet.": Way.ENROL,
        "HQ does not know this device ({actor}).": Way.ENROL,
        "The certificate of this device ran out on {until}.": Way.ENROL,
        "HQ takes no files from this device.": Way.ENROL,
        "HQ revoked the device {device} ({holder}) on {on}: {reason}.": Way.ENROL,
        "The device {device} ({holder}) has had another key since {on}.": Way.ENROL,
        "HQ has a new key.": Way.AGAIN,
        "HQ could not take this in; the reason is in its log.": Way.STICK,
        "HQ's computer could not take it in: {reason}": Way.STICK,
        # Nothing to press but what tells a supporter
        "HQ's answer is larger than any may be.": Way.DETAILS,
        "HQ answered in a way this release does not know.": Way.DETAILS,
        "HQ does not know this kind of request.": Way.DETAILS,
        "One change is too large to be sent.": Way.DETAILS,
        "A pack would have had a gap.": Way.DETAILS,
        "This record book has no number of its own yet.": Way.DETAILS,
        # Files and sticks
        "{name} was written for somebody else: another branch, or another HQ.": Way.FILE,
        "{name} is damaged or was cut off ({reason}).": Way.FILE,
        "{name} cannot be read ({reason}).": Way.FILE,
        "{name} is not a bundle of this program.": Way.FILE,
        "There is no file {name}.": Way.FILE,
        "This message is HQ's own.": Way.FILE,
        "{path} cannot be written ({reason}).": Way.PLACE,
        "The stick is full: {free} MB left, {size} needed.": Way.PLACE,
        "The stick is full: {size} MB needed.": Way.PLACE,
        "The stick did not keep what was written to it.": Way.PLACE,
        # Enrolment
        "This is not an enrolment request.": Way.FILE,
        "This is not a certificate from HQ.": Way.FILE,
        "This is not a succession statement.": Way.FILE,
        "The signature on this file does not fit: it was changed, or is from elsewhere.": Way.FILE,
        "This certificate is for another computer ({device}, {holder}).": Way.FILE,
        "This certificate is from another HQ ({name}).": Way.FILE,
        # Packs that were set aside; what stood behind them went on
        "It is from a device that HQ did not enrol.": Way.DETAILS,
        "The device {device} of {branch} may not write for another branch.": Way.DETAILS,
        "A receipt that HQ did not sign was not taken.": Way.DETAILS,
        (
            "HQ revoked the device {device} of {branch} on {on} ({reason}); "
            "this is none of what it had sent before."
        ): Way.DETAILS,
        (
            "The device {device} of {branch} has had another key since {on}; this has the old one."
        ): Way.DETAILS,
        "HQ writes in its own channel and not for a branch.": Way.DETAILS,
        "This is not a revocation.": Way.DETAILS,
        "This is not HQ's word on its keys.": Way.DETAILS,
    }
)
BY_CODE: Mapping[str, Way] = MappingProxyType(
    {"PeerBroke": Way.AGAIN, "BundleError": Way.ENROL, "Refused": Way.DETAILS}
)
BY_KIND: Mapping[type[SuixingError], Way] = MappingProxyType(
    {
        SuixingError: Way.DETAILS,
        NotFound: Way.AGAIN,
        StoreBusy: Way.AGAIN,
        StoreFull: Way.ROOM,
        StoreReadOnly: Way.ROOM,
        StoreDamaged: Way.BACKUP,
        StoreMissing: Way.BACKUP,
        LinkError: Way.AGAIN,
        Offline: Way.STICK,
        Refused: Way.DETAILS,
        ProtocolError: Way.AGAIN,
        WeBroke: Way.DETAILS,
        BundleError: Way.FILE,
        ImportFailed: Way.FILE,
        ExportError: Way.PLACE,
    }
)


def way_on(error: SuixingError) -> Way:
    """Return the one way forward from an error."""
    found = BY_TEXT.get(error.text)
    if found is None and isinstance(error, Refused):
        found = BY_CODE.get(str(error.params.get("code", "")))
    if found is None:
        found = next(BY_KIND[kind] for kind in type(error).__mro__ if kind in BY_KIND)
    return found


def plain(error: SuixingError) -> SuixingError:
    """Return an error as it is to be said: trouble of HQ's computer must not sound like ours."""
    code = str(error.params.get("code", ""))
    if not (isinstance(error, Refused) and code.startswith("Store")):
        return error
    return Refused(
        N_("HQ's computer could not take it in: {reason}"),
        safe=N_("Everything is still on this computer."),
        hint=N_("Try again later; the stick works meanwhile."),
        **{**error.params, "reason": Word(error.text)},
    )
