"""The tag packs that come with the program: examples, none of them in use until somebody says so."""

from functools import cache

from app.paths import resources
from app.tags.pack import TagPack
from app.tags.reading import read_tags
from db.model.errors import NotFound
from db.model.words import N_

SHIPPED = (
    "bagong", "shigong", "balian", "wulian", "liuyou", "wuzhong", "sangeyiqi", "liugeyi",
    "shuangqiang_liuhao", "sanyou", "yigeyizhong", "sitongbu", "jianxuanxueguanlian",
    "sanjiben_sanji",
)  # fmt: skip
"""In the order in which they are offered."""


def shipped_text(name: str) -> str:
    """Return the text of a shipped pack. Raises NotFound."""
    if name not in SHIPPED:
        raise no_pack(name)
    return resources("tags", f"{name}.toml").read_text("utf-8")


@cache
def shipped() -> tuple[TagPack, ...]:
    """Return the packs that this release ships."""
    return tuple(read_tags(shipped_text(name)) for name in SHIPPED)


def no_pack(name: str) -> NotFound:
    """Return what is said where there is no such pack."""
    return NotFound(
        N_("There is no tag pack called {name}."),
        hint=N_("`suixing tags list` lists them."),
        name=name,
    )
