#!/usr/bin/env python3
"""What a load of the source folders must give, computed a second time and as plainly as possible.

Reads <dataset>.csv and <dataset>.json, prints counts and the six answers, and with --out writes every table as
JSON, one row a line, sorted. It shares nothing with the pipelines: where the two disagree, one of them is wrong.

    python3 testdata/reference.py --internal=DIR --vendor=DIR --date=2021-12-31 [--zone=Europe/Madrid] [--out=DIR]
"""
import argparse
import csv
import json
import math
import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

SENTINEL = "end"  # In a review's movies; exactly this spelling, so that a film called "End" stays a film.
INSTANT = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(Z|[+-]\d\d:?\d\d)")
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MICROSECOND = timedelta(microseconds=1)


class Rejected(Exception):
    """The record cannot be accepted."""


def key(text):
    """The form on which titles, names and e-mail addresses match."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


# ---------------------------------------------------------------- values


def text(value, what):
    """Without white space around it; the spelling stays."""
    if not isinstance(value, str) or not value.strip():
        raise Rejected(f"{what} is missing")
    try:
        value.encode()
    except UnicodeEncodeError as not_utf8:
        raise Rejected(f"{what} is not UTF-8") from not_utf8
    return value.strip()


def optional(value, what):
    return None if value is None or not value.strip() else text(value, what)


def time_stamp(value, what):
    match = INSTANT.fullmatch(text(value, what))
    if not match:
        raise Rejected(f"{what} is not an instant: {value}")
    *fields, fraction, offset = match.groups()
    if offset == "Z":
        zone = timezone.utc
    else:
        minutes = int(offset[1:3]) * 60 + int(offset[-2:])
        zone = timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
    try:
        return datetime(*map(int, fields), int((fraction or "").ljust(6, "0")), zone)
    except ValueError as no_such_time:
        raise Rejected(f"{what} does not exist: {value}") from no_such_time


def instant(value, what):
    try:
        return time_stamp(value, what).astimezone(timezone.utc)
    except OverflowError as no_such_year:
        raise Rejected(f"{what} is of no year from 1 to 9999: {value}") from no_such_year


def dated_instant(value, what):
    """An instant that has a date in every zone."""
    found = instant(value, what)
    if found.date() in (date.min, date.max):
        raise Rejected(f"{what} has no date in some zones: {value}")
    return found


def day_in_its_own_offset(value, what):
    return None if value is None else time_stamp(value, what).date()


def number(value, what):
    """A finite number that is not negative, from CSV text."""
    if not NUMBER.fullmatch(text(value, what)):
        raise Rejected(f"{what} is not a number: {value}")
    parsed = float(value)
    if not math.isfinite(parsed) or parsed < 0:
        raise Rejected(f"{what} is out of range: {value}")
    return parsed


def whole(value, what):
    if isinstance(value, str) and re.fullmatch(r"-?\d+", value):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Rejected(f"{what} is not a whole number: {value}")
    if value < 0:
        raise Rejected(f"{what} is negative: {value}")
    return value


# ---------------------------------------------------------------- records to rows: (key, row)


def movie(record):
    title = text(record["title"], "title")
    minutes = whole(record["duration_mins"], "duration_mins")
    if minutes == 0:
        raise Rejected("duration_mins is 0")
    yield key(title), {
        "title": title,
        "duration_mins": minutes,
        "original_language": optional(record["original_language"], "original_language"),
        "size_mb": number(record["size_mb"], "size_mb"),
        "title_key": key(title),
    }


def user(record):
    email = text(record["email"], "email")
    first, last = optional(record["first_name"], "first_name"), optional(record["last_name"], "last_name")
    yield key(email), {"first_name": first, "last_name": last, "email": email, "email_key": key(email)}


def stream(record):
    title, email = text(record["movie_title"], "movie_title"), text(record["user_email"], "user_email")
    size = number(record["size_mb"], "size_mb")
    start, end = dated_instant(record["start_at"], "start_at"), instant(record["end_at"], "end_at")
    if end < start:
        raise Rejected("end_at is before start_at")
    yield (key(email), key(title), start), {
        "movie_title": title,
        "movie_key": key(title),
        "user_email": email,
        "size_mb": size,
        "start_at": start,
        "end_at": end,
    }


def author(record):
    metadata = an_object(record.get("metadata"))
    name = text(metadata.get("name"), "name")
    slugs = {one.get("slug") for one in map(an_object, record.get("nationalities") or [])}
    yield key(name), {
        "name": name,
        "birth_date": day_in_its_own_offset(metadata.get("birth_date"), "birth_date"),
        "died_at": day_in_its_own_offset(metadata.get("died_at"), "died_at"),
        "nationalities": sorted(slug for slug in slugs if slug and slug.strip()),
        "name_key": key(name),
    }


def book(record):
    name, author_name = text(record.get("name"), "name"), optional(record.get("author"), "author")
    pages = record.get("pages")
    yield key(name), {
        "name": name,
        "pages": None if pages in (None, "unknown") else whole(pages, "pages"),
        "author": author_name,
        "publisher": optional(record.get("publisher"), "publisher"),
        "name_key": key(name),
        "author_key": key(author_name) if author_name else None,
    }


def review(record):
    rating = an_object(record.get("rating"))
    rate = None if rating.get("rate") is None else whole(rating["rate"], "rate")
    if rate is not None and not 1 <= rate <= 5:
        raise Rejected(f"rate is not from 1 to 5: {rate}")
    shared = {
        "rate": rate,
        "label": optional(rating.get("label"), "label"),
        "text": optional(an_object(record.get("content")).get("text"), "text"),
        "created_at": instant(record.get("created"), "created"),
        "updated_at": None if record.get("updated") is None else instant(record["updated"], "updated"),
    }
    movies = [optional(an_object(one).get("title"), "movie title") for one in record.get("movies") or []]
    books = [optional(an_object(an_object(one).get("metadata")).get("title"), "book title") for one in record.get("books") or []]
    for title in movies:
        if title is None or title == SENTINEL:
            continue
        for name in filter(None, books):
            movie_key, book_key = key(title), key(name)
            names = {"movie_title": title, "book_name": name}
            yield (movie_key, book_key, shared["created_at"]), {**names, **shared, "movie_key": movie_key, "book_key": book_key}


def an_object(value):
    if not isinstance(value, dict):
        raise Rejected(f"not an object: {value!r}")
    return value


# ---------------------------------------------------------------- files


def csv_records(path):
    """Each record as a dictionary, or as the reason why it is none. Blank lines are no records."""
    with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        lines = (fields for fields in csv.reader(file) if fields)
        header = next(lines)
        for fields in lines:
            if len(fields) == len(header):
                yield dict(zip(header, fields))
            else:
                yield Rejected(f"{len(fields)} fields where the header has {len(header)}")


def json_records(path):
    for element in json.loads(path.read_text(encoding="utf-8-sig")):
        yield element if isinstance(element, dict) else Rejected("not an object")


def load(dataset, records, to_rows):
    """The rows by key, the last of each key winning, and what became of the records."""
    rows, owners, read, quarantined = {}, {}, 0, []
    for record_number, record in enumerate(records, start=1):
        read += 1
        try:
            if isinstance(record, Rejected):
                raise record
            parsed = list(to_rows(record))
            if not parsed:
                raise Rejected("names no movie or no book")
        except Rejected as reason:
            quarantined.append({"dataset": dataset, "record_number": record_number, "why": str(reason)})
            continue
        for row_key, row in parsed:
            rows[row_key], owners[row_key] = row, record_number
    # A record is a duplicate when every row of it was given again later.
    accepted = len(set(owners.values()))
    counts = {
        "dataset": dataset,
        "read": read,
        "accepted": accepted,
        "quarantined": len(quarantined),
        "duplicates": read - accepted - len(quarantined),
        "rows": len(rows),
    }
    return rows, counts, quarantined


# ---------------------------------------------------------------- refined


def linked_books(trusted):
    """movie_books: one row for each movie and book that some review names together."""
    pairs = {}
    for (movie_key, book_key, _), row in trusted["reviews"].items():
        pairs.setdefault((movie_key, book_key), []).append(row)
    result = {}
    for (movie_key, book_key), reviews in pairs.items():
        known_movie, known_book = trusted["movies"].get(movie_key), trusted["books"].get(book_key)
        name = known_book["author"] if known_book else None
        known_author = trusted["authors"].get(key(name)) if name else None
        rates = [row["rate"] for row in reviews if row["rate"] is not None]
        result[movie_key, book_key] = {
            "movie_title": known_movie["title"] if known_movie else min(row["movie_title"] for row in reviews),
            "movie_key": movie_key,
            "book_name": known_book["name"] if known_book else min(row["book_name"] for row in reviews),
            "book_key": book_key,
            "author_name": known_author["name"] if known_author else name,
            "author_key": key(name) if name else None,
            "author_known": known_author is not None,
            "nationalities": known_author["nationalities"] if known_author else [],
            "reviews": len(reviews),
            "average_rate": float(Fraction(sum(rates), len(rates))) if rates else None,
        }
    return result


def enriched(trusted, zone):
    on_books = {movie_key for movie_key, _, _ in trusted["reviews"]}
    result = []
    for (email_key, movie_key, _), row in trusted["streams"].items():
        known = trusted["movies"].get(movie_key)
        seconds = ((row["end_at"] - row["start_at"]) // MICROSECOND) / 1e6
        result.append({
            **row,
            "watch_seconds": seconds,
            "movie_duration_mins": known["duration_mins"] if known else None,
            "watched_share": seconds / (known["duration_mins"] * 60) if known else None,
            "based_on_book": movie_key in on_books,
            "movie_known": known is not None,
            "user_known": email_key in trusted["users"],
            "start_date": row["start_at"].astimezone(zone).date(),
        })
    return result


def daily_movies(streams, movies):
    groups = {}
    for row in streams:
        groups.setdefault((row["start_date"], row["movie_key"]), []).append(row)
    result = []
    for (day, movie_key), rows in groups.items():
        microseconds = sum((row["end_at"] - row["start_at"]) // MICROSECOND for row in rows)
        title = movies[movie_key]["title"] if movie_key in movies else min(row["movie_title"] for row in rows)
        result.append({
            "start_date": day,
            "movie_title": title,
            "movie_key": movie_key,
            "sessions": len(rows),
            "viewers": len({key(row["user_email"]) for row in rows}),
            "watch_hours": float(Fraction(microseconds, 3_600_000_000)),
            "size_gb": float(sum(Fraction(row["size_mb"]) for row in rows) / 1000),
        })
    return result


def answers(streams, trusted, today, zone):
    on_books = {movie_key for movie_key, _, _ in trusted["reviews"]}
    titles = {row["movie_key"] for row in streams}

    begin, end = (datetime(today.year, 12, 25, hour, tzinfo=zone) for hour in (7, 12))
    affected = {
        key(row["user_email"]) for row in streams
        if row["movie_key"] == key("Unforgiven") and row["start_at"] < end and row["end_at"] > begin
    }

    singaporean = set()
    for movie_key, book_key, _ in trusted["reviews"]:
        written = trusted["books"].get(book_key)
        writer = trusted["authors"].get(written["author_key"]) if written else None
        if writer and "singaporeans" in writer["nationalities"]:
            singaporean.add(movie_key)
    this_month = [row for row in streams if (row["start_date"].year, row["start_date"].month) == (today.year, today.month)]

    next_month = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    last_week = [row for row in streams if next_month - timedelta(days=7) <= row["start_date"] < next_month]
    half = {key(row["user_email"]) for row in last_week if row["watched_share"] is not None and row["watched_share"] >= 0.5}

    microseconds = sum((row["end_at"] - row["start_at"]) // MICROSECOND for row in streams)
    sizes = sorted(Fraction(row["size_mb"]) for row in streams)
    middle = (sizes[(len(sizes) - 1) // 2] + sizes[len(sizes) // 2]) / 2
    values = [
        (float(Fraction(100 * len(titles & on_books), len(titles))), "percent"),
        (len(affected), "users"),
        (len({row["movie_key"] for row in this_month} & singaporean), "movies"),
        (float(Fraction(microseconds, 1_000_000 * len(streams))), "seconds"),
        (float(middle / 1000), "gigabytes"),
        (len(half), "users"),
    ]
    return [{"number": place, "value": value, "unit": unit} for place, (value, unit) in enumerate(values, start=1)]


# ---------------------------------------------------------------- output


def plain(value):
    if isinstance(value, datetime):
        micros = (value - EPOCH) // MICROSECOND
        return (EPOCH + timedelta(microseconds=micros)).strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"
    if isinstance(value, date):
        return value.isoformat()
    return value


def write(folder, name, rows):
    lines = sorted(json.dumps({column: plain(value) for column, value in row.items()}, ensure_ascii=False) for row in rows)
    (folder / f"{name}.json").write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8", newline="\n")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--internal", type=Path, required=True)
    options.add_argument("--vendor", type=Path, required=True)
    options.add_argument("--date", type=date.fromisoformat, required=True)
    options.add_argument("--zone", type=ZoneInfo, default=ZoneInfo("Europe/Madrid"))
    options.add_argument("--out", type=Path)
    given = options.parse_args()

    trusted, counts, quarantine = {}, [], []
    for dataset, to_rows in (("movies", movie), ("users", user), ("streams", stream), ("authors", author), ("books", book), ("reviews", review)):
        if dataset in ("movies", "users", "streams"):
            records = csv_records(given.internal / f"{dataset}.csv")
        else:
            records = json_records(given.vendor / f"{dataset}.json")
        trusted[dataset], tally, rejected = load(dataset, records, to_rows)
        counts.append(tally)
        quarantine += rejected

    links = linked_books(trusted)
    streams = enriched(trusted, given.zone)
    found = answers(streams, trusted, given.date, given.zone)
    for row in counts + found:
        print(json.dumps(row))

    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
        history = {"valid_from": given.date, "valid_to": None, "deleted_on": None}
        for dataset, rows in trusted.items():
            if dataset != "streams":
                write(given.out, f"trusted.{dataset}", [{**row, **history} for row in rows.values()])
        of_trusted = ("movie_title", "movie_key", "user_email", "size_mb", "start_at", "end_at", "start_date")
        write(given.out, "trusted.streams", [{column: row[column] for column in of_trusted} for row in streams])
        write(given.out, "refined.streams", streams)
        write(given.out, "refined.movie_books", links.values())
        write(given.out, "refined.daily_movies", daily_movies(streams, trusted["movies"]))
        write(given.out, "quarantine", quarantine)
        write(given.out, "answers", found)
        write(given.out, "counts", counts)


if __name__ == "__main__":
    main()
