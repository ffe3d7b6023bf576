"""What the list of second branches promises: one entry per branch, per scope."""

from sync.core.forks import Fork
from sync.forks import Forks
from tests.sync.site import Laptop

A, B = "aa" * 8, "bb" * 8


def test_a_branch_is_kept_once_and_grows(laptop: Laptop) -> None:
    forks = Forks(laptop.store.settings)
    forks.keep("site", Fork(A, B, 8, ((10, "ab"),)))
    forks.keep("site", Fork(A, B, 8, ((10, "ab"), (12, "cd"))))
    forks.keep("other", Fork(A, A, 1))
    (found,) = forks.of("site", A)
    assert found.ends == ((10, "ab"), (12, "cd"))
    assert forks.of("site", B) == []
    assert len(forks.all("other")) == 1
