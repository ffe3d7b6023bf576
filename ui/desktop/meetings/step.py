"""What every step of a meeting is: shown from the open meeting, settled before it is left."""

from PySide6.QtWidgets import QWidget

from ui.desktop.meetings.opened import OpenMeeting


class Step(QWidget):
    """One step. It re-reads nothing itself: `show_meeting` is called when there is something new."""

    def __init__(self, opened: OpenMeeting) -> None:
        super().__init__()
        self.opened, self.desk = opened, opened.desk
        self.t, self.theme = opened.desk.t, opened.desk.theme

    def show_meeting(self) -> None:
        """Show the open meeting as it is now; what is being typed stays."""

    def show_closed(self, *, closed: bool) -> None:
        """Show that a filed record cannot be typed in, or that it can again."""
        del closed

    def begin(self, record: str = "", field: str = "") -> None:
        """Put the cursor where the step begins, or into the field of a record."""
        del record, field

    def settle(self) -> None:
        """Write what is still being typed."""

    def panel_parts(self) -> list[QWidget]:
        """Return what the step adds to the side panel."""
        return []

    def wants_room(self) -> bool:
        """Tell whether the step wants the whole width, without the panel beside it."""
        return False

    def primary_words(self) -> tuple[str, str, str]:
        """Return the primary button's words, its icon, and why it cannot be pressed; "" for the next step."""
        return "", "", ""

    def primary_way(self) -> bool:
        """Do what Ctrl+Enter means here; False for the next step."""
        return False
