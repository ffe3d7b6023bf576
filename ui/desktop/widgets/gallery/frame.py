"""What the sheets share: a page with a title, and a sample of people."""

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from db.model.words import Translate
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.roles import give


def page(title: str, meta: str) -> tuple[QWidget, QVBoxLayout]:
    """Return an empty page and where to add to it."""
    whole = QWidget()
    give(whole, part="page")
    column = QVBoxLayout(whole)
    column.setContentsMargins(24, 12, 24, 16)
    column.setSpacing(10)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(Label(title, "title"))
    head.addWidget(Label(meta, "meta"))
    head.addStretch(1)
    column.addLayout(head)
    return whole, column


def line(*parts: QWidget | QLayout, gap: int = 10, stretch: bool = True) -> QHBoxLayout:
    """Return parts beside each other."""
    row = QHBoxLayout()
    row.setSpacing(gap)
    for part in parts:
        if isinstance(part, QWidget):
            row.addWidget(part)
        else:
            row.addLayout(part)
    if stretch:
        row.addStretch(1)
    return row


def stack(*parts: QWidget | QLayout, gap: int = 2) -> QVBoxLayout:
    """Return parts one under the other."""
    column = QVBoxLayout()
    column.setSpacing(gap)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    column.addStretch(1)
    return column


def people(t: Translate) -> list[tuple[str, str]]:
    """Return (name, initials) of a sample branch."""
    names = t(
        "Zhou Jianguo; Dawa Tsering; Wang Haiyan; Zhao Zhiqiang; Ouyang Mingyue; Li Droma; "
        "Chen Lixin; Sun Xiaodong; Ma Fulin; He Jing; Tsering Wangdu; Liu Changhe; "
        "Abdurahman Memtimin; Yang Shulin; Lhamo Tsering; Zhang Yongjun; Gao Jun; Wei Guodong; "
        "Zheng Xiaolong; Norbu; Sonam Dorje; Wu Jianping; Han Dongmei; Ding Jiabao; Feng Yuxuan; "
        "Hu Shengli; Jiang Wenbo; Nyima Dondrup; Ren Siyuan; Song Changzheng"
    ).split("; ")
    initials = [
        "zjg",
        "dwcr",
        "why",
        "zzq",
        "oymy",
        "lzm",
        "clx",
        "sxd",
        "mfl",
        "hj",
        "crwd",
        "lch",
        "abd",
        "ysl",
        "lmcr",
        "zyj",
        "gj",
        "wgd",
        "zxl",
        "lb",
        "sndj",
        "wjp",
        "hdm",
        "djb",
        "fyx",
        "hsl",
        "jwb",
        "nmdz",
        "rsy",
        "scz",
    ]
    return list(zip(names, initials, strict=True))
