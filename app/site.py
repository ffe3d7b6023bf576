"""The time of every site: UTC+8 all over the country, whatever the laptop's own zone says."""

from datetime import timedelta, timezone

SITE = timezone(timedelta(hours=8))
