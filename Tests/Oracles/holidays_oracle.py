#!/usr/bin/env python3
"""Prints the Japanese holidays of 1990-2060, one ISO date a line, by two independent libraries.

It makes Tests/SchedulingTests/Fixtures/holidays-1990-2060.txt:

    python3 -m venv .local/oracle && .local/oracle/bin/pip install holidays jpholiday
    .local/oracle/bin/python Tests/Oracles/holidays_oracle.py > Tests/SchedulingTests/Fixtures/holidays-1990-2060.txt

Only dates are compared: the libraries name substitute and between days differently.
"""

import datetime
import sys

import holidays
import jpholiday

FIRST, LAST = 1990, 2060


def by_holidays() -> set[datetime.date]:
    return set(holidays.Japan(years=range(FIRST, LAST + 1)).keys())


def by_jpholiday() -> set[datetime.date]:
    return {day for day, _ in jpholiday.between(datetime.date(FIRST, 1, 1), datetime.date(LAST, 12, 31))}


def main() -> int:
    one, other = by_holidays(), by_jpholiday()
    if one != other:
        print(f"the libraries disagree on {sorted(map(str, one ^ other))}", file=sys.stderr)
        return 1
    for day in sorted(one):
        print(day.isoformat())
    return 0


if __name__ == "__main__":
    sys.exit(main())
