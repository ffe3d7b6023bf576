"""Days and times as people type and say them.

Reading is forgiving: `522`, `5-22`, `5月22日`, `昨天`, `上周五` all name a day, in the year that lies
nearest to today. Saying is one way only: `5月22日 周五 19:30` in reading, `2026-05-22` in fields.
"""

import re
from datetime import date, datetime, time, timedelta

from db.model.words import N_, Translate

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
# The word order of a month with its year differs by language, so each is a text of its own.
_MONTHS_OF = (
    N_("Jan {year}"),
    N_("Feb {year}"),
    N_("Mar {year}"),
    N_("Apr {year}"),
    N_("May {year}"),
    N_("Jun {year}"),
    N_("Jul {year}"),
    N_("Aug {year}"),
    N_("Sep {year}"),
    N_("Oct {year}"),
    N_("Nov {year}"),
    N_("Dec {year}"),
)
_WIDE = str.maketrans("０１２３４５６７８９：－／．　", "0123456789:-/. ")
_NEAR = {
    "今天": 0,
    "今日": 0,
    "today": 0,
    "昨天": -1,
    "昨日": -1,
    "yesterday": -1,
    "前天": -2,
    "大前天": -3,
    "明天": 1,
    "明日": 1,
    "tomorrow": 1,
    "后天": 2,
    "大后天": 3,
}
_WEEK = re.compile(r"(上上|上个?|本|这个?|下个?|下下)?(?:周|星期|礼拜)([一二三四五六日天1-7])")
_WEEKS_AWAY = {
    "上上": -2,
    "上": -1,
    "上个": -1,
    "本": 0,
    "这": 0,
    "这个": 0,
    "下": 1,
    "下个": 1,
    "下下": 2,
}
_WEEKDAY = (
    {sign: at for at, sign in enumerate("一二三四五六日")}
    | {"天": 6}
    | {str(number): number - 1 for number in range(1, 8)}
)
_AWAY = re.compile(r"(\d{1,3})\s*(?:天|日)([前后])")
_FULL = re.compile(r"(\d{4}|\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_SHORT = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_DAY = re.compile(r"(\d{1,2})[日号]")
_TIME = re.compile(
    r"(上午|早上|中午|下午|晚上|晚)?\s*(\d{1,2})(?:\s*[:点时.]\s*(\d{1,2}|半)?\s*分?)?"
)
_AFTERNOON = frozenset({"下午", "晚上", "晚"})
# With the year left out, the day nearest to today is meant; ties go to the past.
_YEARS_AROUND = (0, -1, 1)


def parse_day(text: str, today: date) -> date | None:
    """Return the day that `text` names, None where it names none (or one that doesn't exist)."""
    said = text.translate(_WIDE).strip().lower()
    said = re.sub(r"(?<=[\d日号])\s*(?:周|星期)[一二三四五六日天]$", "", said)
    if said in _NEAR:
        return today + timedelta(days=_NEAR[said])
    return _by_words(said, today) or _by_numbers(said, today)


def _by_words(said: str, today: date) -> date | None:
    if match := _WEEK.fullmatch(said):
        monday = today - timedelta(days=today.weekday())
        weeks = _WEEKS_AWAY[match[1] or "本"]
        return monday + timedelta(weeks=weeks, days=_WEEKDAY[match[2]])
    if match := _AWAY.fullmatch(said):
        days = int(match[1])
        return today + timedelta(days=days if match[2] == "后" else -days)
    return None


def _by_numbers(said: str, today: date) -> date | None:
    if match := _FULL.fullmatch(said):
        year = int(match[1])
        return _day(year + 2000 if year < 100 else year, int(match[2]), int(match[3]))
    if match := _SHORT.fullmatch(said):
        return _nearest(int(match[1]), int(match[2]), today)
    if match := _DAY.fullmatch(said):
        return _day(today.year, today.month, int(match[1]))
    return _by_digits(said, today) if said.isdecimal() and said.isascii() else None


def _by_digits(said: str, today: date) -> date | None:
    match len(said):
        case 8:
            return _day(int(said[:4]), int(said[4:6]), int(said[6:]))
        case 6:
            return _day(2000 + int(said[:2]), int(said[2:4]), int(said[4:]))
        case 3 | 4:
            return _nearest(int(said[:-2]), int(said[-2:]), today)
        case 1 | 2:
            return _day(today.year, today.month, int(said))
    return None


def _nearest(month: int, day: int, today: date) -> date | None:
    days = [_day(today.year + away, month, day) for away in _YEARS_AROUND]
    real = [found for found in days if found is not None]
    # 29 February may be missing in all three years around; then it names no near day.
    return min(real, key=lambda found: (abs((found - today).days), found)) if real else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_time(text: str) -> time | None:
    """Return the time that `text` names: `1930`, `19:30`, `7点半`, `晚7点`; None where it names none."""
    said = text.translate(_WIDE).strip()
    if said.isdecimal() and said.isascii() and len(said) in (3, 4):
        return _time(int(said[:-2]), int(said[-2:]))
    match = _TIME.fullmatch(said)
    if match is None:
        return None
    hour = int(match[2])
    if match[1] in _AFTERNOON and hour < 12:
        hour += 12
    return _time(hour, 30 if match[3] == "半" else int(match[3] or 0))


def _time(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None


def say_weekday(day: date, t: Translate) -> str:
    """Return the day of the week, short: `周五`."""
    return t(WEEKDAYS[day.weekday()])


def say_date(day: date, t: Translate) -> str:
    """Return month and day: `5月22日`."""
    return t("{day} {month}", day=day.day, month=t(_MONTHS[day.month - 1]))


def say_year_date(day: date, t: Translate) -> str:
    """Return year, month and day: `2026年5月22日`."""
    return t(
        "{day} {month} {year}",
        day=day.day,
        month=t(_MONTHS[day.month - 1]),
        year=day.year,
    )


def say_near_date(day: date, today: date, t: Translate) -> str:
    """Return month and day, and the year where it is not this one: `5月22日`, `2025年5月22日`."""
    return say_date(day, t) if day.year == today.year else say_year_date(day, t)


def say_day(day: date, t: Translate) -> str:
    """Return the day as one reads it: `5月22日 周五`."""
    return t("{weekday} {date}", weekday=say_weekday(day, t), date=say_date(day, t))


def say_moment(moment: datetime, t: Translate) -> str:
    """Return day and time: `5月22日 周五 19:30`. The moment is shown as it is, in its own zone."""
    return f"{say_day(moment.date(), t)} {moment:%H:%M}"


def say_moment_past(moment: datetime, today: date, t: Translate) -> str:
    """Return day and time, with the year where it is not the present one: `2020年12月17日 20:30`."""
    if moment.year == today.year:
        return say_moment(moment, t)
    return f"{say_year_date(moment.date(), t)} {moment:%H:%M}"


def say_month(year: int, month: int, t: Translate) -> str:
    """Return a month: `2026 年 5 月`."""
    return t(_MONTHS_OF[month - 1], year=year)


def say_short_month(month: int, t: Translate) -> str:
    """Return a month without its year: `5月`."""
    return t(_MONTHS[month - 1])
