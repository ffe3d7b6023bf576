"""A site ends: two laptops, a break in the middle, the document, the last sync; nothing is lost."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest

from app.hq import Headquarters
from app.records.member import Member, MemberStatusEvent, Standing
from app.records.organisation import Branch, Project
from app.services.ending import Ending, Transfer
from app.services.syncing import Syncing
from app.workspace import Workspace
from db import keys
from db.model.errors import Closed
from db.model.progress import Silent
from sync.carrier import Transport
from sync.transports.memory import Memory

CHEAP = keys.Cost(1, 1, 8)
BRANCH = "109国道项目联合党支部"
SECRET = "secret1"


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[Headquarters]:
    made = Headquarters.create(tmp_path / "hq", SECRET, name="党群工作部", cost=CHEAP).hq
    yield made
    made.close()


def laptop(hq: Headquarters, home: Path, writer: str) -> Workspace:
    book = Workspace.create(home, SECRET, branch=BRANCH, writer=writer, cost=CHEAP).workspace
    book.enrolling.take_certificate(hq.enrol(book.enrolling.request_bytes()).certificate)
    return book


def meet(hq: Headquarters, book: Workspace) -> Syncing:
    hub = hq.hub()

    def dial(_url: str, _ca: str) -> AbstractContextManager[Transport]:
        return Memory(hub.exchange)

    syncing = Syncing(book.store, book.records, book.blobs, dial=dial)
    syncing.sync("http://hq", Silent())
    return syncing


def test_a_site_ends_step_by_step_and_its_book_goes_to_hq_whole(
    hq: Headquarters, tmp_path: Path
) -> None:
    here = laptop(hq, tmp_path / "here", "周建国")
    there = laptop(hq, tmp_path / "there", "达瓦次仁")
    people = [here.records.add("member", {"name": name}) for name in ("高峻", "何静", "罗布")]
    matter = here.records.add("resolution", {"text": "六处高边坡各定一名责任党员"})
    today = here.now().date()
    to = Transfer("成昆项目党支部", "介字〔2026〕7号", today - timedelta(days=1))
    here.ending.hand_members(people[:2], to)
    # The power goes; the page begins where the records stop.
    here.close()
    here = Workspace.open(tmp_path / "here", SECRET)
    assert (here.ending.state().members_left, here.ending.state().matters_left) == (1, 1)
    meet(hq, here)
    meet(hq, there)
    # The other laptop goes on with what is left.
    there.ending.hand_members(people[2:], to)
    there.ending.hand_matters([matter], to)
    meet(hq, there)
    meet(hq, here)
    state = here.ending.state()
    assert (state.members_left, state.matters_left) == (0, 0)
    assert [m.status for m in here.records.all(Member)] == [Standing.left] * 3
    here.ending.folder_made("年度检查材料")
    here.ending.dissolve(today, "党发〔2026〕9号", "成昆项目党支部")
    assert not here.ending.state().whole_at_hq
    syncing = meet(hq, here)
    whole = Ending(here.records, here.membership, syncing.status, here.now).state()
    assert (whole.whole_at_hq, whole.dissolved) == (True, True)
    assert whole.receipt is not None
    # It arrives where nobody dissolved anything, and closes that book as well.
    meet(hq, there)
    for book in (here, there):
        with pytest.raises(Closed):
            book.records.add("contact_entry", {"member": people[0], "on": today.isoformat()})
        book.records.add("correction", {"about": people[0], "text": "转接日期应为前一日"})
    # What was still on its way from the other laptop is taken all the same.
    meet(hq, there)
    meet(hq, here)
    assert len(here.records.find(here.records.query("correction"))) == 2
    here.close()
    there.close()


def test_a_branch_moves_to_the_next_project_with_its_history(tmp_path: Path) -> None:
    made = Workspace.create(tmp_path / "home", SECRET, branch=BRANCH, writer="周建国", cost=CHEAP)
    book = made.workspace
    old = book.records.add("project", {"name": "109国道", "start": "2024-03-01"})
    book.records.change("branch", {"project": old, "branch_type": "joint"})
    who = book.records.add("member", {"name": "高峻"})
    held = book.records.add("activity", {"type": "general_meeting", "title": "第一季度党员大会"})
    changes = len(book.records.history("branch"))
    book.ending.move_on(
        {"name": "川藏铁路"}, "川藏项目联合党支部", "党发〔2026〕12号", book.now().date()
    )
    branch = book.records.get(Branch, "branch")
    assert branch is not None
    assert branch.branch_type == "joint"
    assert {p.name for p in book.records.all(Project)} == {"109国道", "川藏铁路"}
    assert book.records.raw(held) is not None
    assert book.records.get(Member, who) is not None
    assert book.records.all(MemberStatusEvent) == []
    assert len(book.records.history("branch")) == changes + 1
    book.close()
