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
        N_("No network. Keep working; it waits for the next time."): Way.STICK,
        N_("HQ stopped answering."): Way.AGAIN,
        N_("There is a network, but a log-in page answered instead of HQ."): Way.BROWSER,
        N_("HQ's computer answers that it cannot work now (code {code})."): Way.STICK,
        N_("HQ's address is not known."): Way.ADDRESS,
        N_("The address answers, but it cannot prove that it is HQ."): Way.ADDRESS,
        N_("This answer is not from the HQ this book is enrolled with."): Way.ADDRESS,
        N_("This is an answer to something else."): Way.AGAIN,
        N_("The signature does not fit: this did not come from where it says."): Way.AGAIN,
        N_("What came is damaged or is not in a format of this program ({reason})."): Way.AGAIN,
        N_("The exchange ended without an answer."): Way.AGAIN,
        N_("HQ is there, but answers in https alone."): Way.ADDRESS,
        N_("The address answers, but with the certificate of another address."): Way.ADDRESS,
        N_("The address begins with https, but what answers there speaks no TLS."): Way.ADDRESS,
        N_(
            "HQ's certificate is not valid on the date that this computer's clock shows."
        ): Way.AGAIN,
        N_("HQ holds less than was thought."): Way.AGAIN,
        N_("It goes on from a change that has not come yet ({op})."): Way.AGAIN,
        # HQ's no
        N_("This computer is not enrolled with HQ yet."): Way.ENROL,
        N_("HQ does not know this device ({actor})."): Way.ENROL,
        N_("HQ revoked the device {device} ({holder}) on {on}: {reason}."): Way.ENROL,
        N_("The device {device} ({holder}) has had another key since {on}."): Way.ENROL,
        N_("The certificate of this device ran out on {until}."): Way.ENROL,
        N_("HQ takes no files from this device."): Way.ENROL,
        N_("HQ revoked the device {device} ({holder}) on {on}: {reason}."): Way.ENROL,
        N_("The device {device} ({holder}) has had another key since {on}."): Way.ENROL,
        N_("HQ has a new key."): Way.AGAIN,
        N_("HQ could not take this in; the reason is in its log."): Way.STICK,
        N_("HQ's computer could not take it in: {reason}"): Way.STICK,
        # Nothing to press but what tells a supporter
        N_("HQ's answer is larger than any may be."): Way.DETAILS,
        N_("HQ answered in a way this release does not know."): Way.DETAILS,
        N_("HQ does not know this kind of request."): Way.DETAILS,
        N_("One change is too large to be sent."): Way.DETAILS,
        N_("A pack would have had a gap."): Way.DETAILS,
        N_("{certificate} and {key} are not a certificate and its key ({reason})."): Way.DETAILS,
        N_("{host} is not a name or address that a certificate can be for."): Way.DETAILS,
        N_("This record book has no number of its own yet."): Way.DETAILS,
        # Files and sticks
        N_("{name} was written for somebody else: another branch, or another HQ."): Way.FILE,
        N_("{name} is damaged or was cut off ({reason})."): Way.FILE,
        N_("{name} cannot be read ({reason})."): Way.FILE,
        N_("{name} is not a bundle of this program."): Way.FILE,
        N_("There is no file {name}."): Way.FILE,
        N_("This message is HQ's own."): Way.FILE,
        N_("{path} cannot be written ({reason})."): Way.PLACE,
        N_("The stick is full: {free} MB left, {size} needed."): Way.PLACE,
        N_("The stick is full: {size} MB needed."): Way.PLACE,
        N_("The stick did not keep what was written to it."): Way.PLACE,
        N_(
            "The stick was too small for {n} attached files, {size}; all records are on it."
        ): Way.PLACE,
        # Enrolment
        N_("This is not an enrolment request."): Way.FILE,
        N_("This is not a certificate from HQ."): Way.FILE,
        N_("This is not a succession statement."): Way.FILE,
        N_(
            "The signature on this file does not fit: it was changed, or is from elsewhere."
        ): Way.FILE,
        N_("This certificate is for another computer ({device}, {holder})."): Way.FILE,
        N_("This certificate is from another HQ ({name})."): Way.FILE,
        # Packs that were set aside; what stood behind them went on
        N_("It is from a device that HQ did not enrol."): Way.DETAILS,
        N_("The device {device} of {branch} may not write for another branch."): Way.DETAILS,
        N_("A receipt that HQ did not sign was not taken."): Way.DETAILS,
        N_(
            "HQ revoked the device {device} of {branch} on {on} ({reason}); "
            "this is none of what it had sent before."
        ): Way.DETAILS,
        N_(
            "The device {device} of {branch} has had another key since {on}; this has the old one."
        ): Way.DETAILS,
        N_("HQ writes in its own channel and not for a branch."): Way.DETAILS,
        N_("This is not a revocation."): Way.DETAILS,
        N_("This is not HQ's word on its keys."): Way.DETAILS,
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
