#!/usr/bin/env python3
"""Writes testdata/sample: a month of viewing that never happened, with every kind of dirt the loads must survive.

Same bytes on every machine. After a change run reference.py, too, which writes testdata/golden:

    python3 testdata/make_sample.py
    python3 testdata/reference.py --internal=testdata/sample/internal --vendor=testdata/sample/vendor \\
        --date=2021-12-31 --out=testdata/golden
"""
import json
import random
from datetime import datetime, timedelta, timezone
from pathlib import Path

CET = timezone(timedelta(hours=1))
rng = random.Random(20211231)

MOVIES = [  # title, minutes, language, megabytes
    ("The Lighthouse Keeper's Debt", 112, "English", 1410),
    ("Seven Bridges, One River", 131, "French", 1822),
    ('The "Last" Ferry', 97, "Greek", 905),
    ('Salt, Smoke and "Saffron"', 104, "Spanish", 1176),
    ("Große Freiheit", 116, "German", 1333),
    ("İstanbul Nights", 93, "Turkish", 871),
    ("Amélie's Café", 122, "French", 1544),
    ("Ofﬁce Affairs", 88, "English", 760),
    ("Οδύσσειας Δρόμος", 140, "Greek", 2010),
    ("Unforgiven", 131, "English", 1640),
    ("The Glass Orchard", 100, "Swedish", 1000),
    ("Monsoon Clerk", 109, "Malay", 1208),
    ("Paper Tigers of Geylang", 118, "English", 1391),
    ("A Kettle for the Admiral", 95, "Danish", 842),
    ("End", 84, "Polish", 655),
    ("Thirteen Winters", 150, "Finnish", 2204),
    ("The Cartographer's Wife", 127, "Portuguese", 1589),
    ("Night Shift at Pier 9", 90, "English", 799),
    ("Whale Road", 143, "Icelandic", 1975),
    ("Unread Letters", 120, "Italian", 1200),
]
TITLES = [title for title, *_ in MOVIES]
# The questions turn on who watched these, and when: no session of them is left to chance.
WRITTEN_ONLY = {"Unforgiven", "Unread Letters", "The Cartographer's Wife", "Night Shift at Pier 9"}

FIRST = "Ada Bela Carmen Dario Edda Farid Greta Hugo Ines Jonas Kaya Lior Mei Nadia Oskar Pilar Quentin Rosa Sven Tala".split()
LAST = "Abend Brook Castell Dunmore Estrada Falk Garrow Hallam Ito Jansson Kessler Lund Moreau Nakai Oduya Prado".split()
USERS = [(first, LAST[place % len(LAST)]) for place, first in enumerate(FIRST)]
USERS += [(first, LAST[(place + 5) % len(LAST)]) for place, first in enumerate(FIRST[:10])]
EMAILS = [f"{first}.{last}@example.{('org', 'net', 'com')[place % 3]}".lower() for place, (first, last) in enumerate(USERS)]
# One user for each case below that a question is about, so that no other session hides the outcome.
CASES = "before edge inside spanning late outside after twice halves exact dawn daybreak eve january".split()
CASE_EMAIL = {name: f"case.{name}@example.org" for name in CASES}

AUTHORS = [  # name, born, died, slugs
    ("Josefa Lindqvist", "1931-04-02T00:00:00.000+0000", "1999-11-30T00:00:00.000+0000", ["", "swedes"]),
    ("Tan Boon Kiat", "1948-08-09T00:00:00.000+0000", None, ["", "singaporeans"]),
    ("Shu-Min Oei", "1962-02-28T00:00:00.000+0000", None, ["singaporeans", ""]),
    ("Priya Raman-Holt", "1975-12-31T00:00:00.000+0000", "2051-06-01T00:00:00.000+0000", ["singaporeans", "malaysians"]),
    ("Émile Garnier", "1902-01-17T00:00:00.000+0000", "1977-07-07T00:00:00.000+0000", ["", "french"]),
    ("Ismail Özdemir", "1958-05-19T00:00:00.000+0300", None, ["turks", ""]),
    ("Κωνσταντίνος Μελάς", "1925-03-25T00:00:00.000+0200", "2001-01-01T00:00:00.000+0200", ["greeks"]),
    ("Sir Alban O'Rourke", "1919-10-04T00:00:00.000+0000", "1984-02-29T00:00:00.000+0000", ["", "irish"]),
    ("Ruth Weiß", "1940-09-13T00:00:00.000+0000", None, ["germans", ""]),
    ("Nobody's Label", "1970-01-01T00:00:00.000+0000", None, [None]),
]
AUTHORS += [(f"{first} {last}", f"{1920 + 3 * place}-0{1 + place % 9}-1{place % 10}T00:00:00.000+0000", None, ["", slug])
            for place, (first, last, slug) in enumerate([
                ("Anneke", "Vos", "dutch"), ("Bram", "Tielemans", "belgians"), ("Cosima", "Hart", "english"),
                ("Dragan", "Ilić", "serbs"), ("Elif", "Kaya", "turks"), ("Fionn", "Daly", "irish"),
                ("Gunnar", "Åkesson", "swedes"), ("Halima", "Sow", "senegalese"), ("Iker", "Etxe", "basques"),
                ("Jun", "Mori", "japanese"), ("Kirsi", "Salo", "finns"), ("Luca", "Serra", "italians"),
            ])]

BOOKS = [  # name, pages, author, publisher
    ("The Keeper of Hollow Point", 412, "Josefa Lindqvist", "North Quay"),
    ("Bridges I Have Burned, Vol. 1", 388, "Émile Garnier", "Éditions du Pont"),
    ("The Ferryman's Ledger", 240, "Κωνσταντίνος Μελάς", "Aegean Press"),
    ("Saffron", 199, "Iker Etxe", "Casa Sur"),
    ("Straße ohne Ende", 521, "RUTH WEISS", "Verlag am Tor"),
    ("İki Kıta", 310, "Ismail Özdemir", "Boğaz"),
    ("Le Café des Oubliés", 276, "Émile Garnier", "Éditions du Pont"),
    ("Memos from the Fourth Floor", 154, "Cosima Hart", "Inkwell"),
    ("The Monsoon Clerk", 333, "Tan Boon Kiat", "Lion City Books"),
    ("Tigers Made of Paper", 290, "Shu-Min Oei", "Lion City Books"),
    ("Kettle", 120, "Priya Raman-Holt", "Straits & Sons"),
    ("The End of Endings", 205, "Dragan Ilić", "Inkwell"),
    ("Winter Thirteen", 640, "Kirsi Salo", "Pohjola"),
    ("Her Husband's Maps", 451, "Luca Serra", "Casa Sur"),
    ("Dead Reckoning", 367, "An Author Without a Record", "North Quay"),
    ("The Whale Road", 702, "Gunnar Åkesson", "North Quay"),
    ("Ordinary Weather", 222, "Halima Sow", "Inkwell"),
    ("Small Hours", 98, "Jun Mori", "Inkwell"),
    ("Bedside Atlas", 801, "Nobody's Label", "Inkwell"),
]


def instant(moment):
    """In the form the sources use: milliseconds and an offset without a colon."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}" + moment.strftime("%z")


def quoted(field):
    return '"' + field.replace('"', '""') + '"' if any(char in field for char in ',"\r\n') else field


def csv_line(*fields):
    return ",".join(quoted(field) for field in fields)


# ---------------------------------------------------------------- internal


def movies():
    lines = ["title,duration_mins,original_language,size_mb"]
    lines += [csv_line(title, str(minutes), language, str(size)) for title, minutes, language, size in MOVIES]
    lines.insert(2, "GROSSE FREIHEIT,61,German,1")  # Comes again further down, and the last one wins.
    lines.insert(3, "The Long Reel,135 min,English,1500")
    lines.insert(12, "The Thin Reel,101,English,-12")
    lines.insert(15, ",99,English,500")
    return "\n".join(lines)  # No line end after the last record.


def users():
    # In another order of columns than the company's own export, behind a byte order mark, with CR LF.
    lines = ["email,last_name,first_name"]
    lines += [csv_line(email, last, first) for email, (first, last) in zip(EMAILS, USERS)]
    lines += [csv_line(email, name.capitalize(), "Case") for name, email in CASE_EMAIL.items()]
    lines.insert(5, csv_line(EMAILS[12].upper(), "Misspelt", "Mei"))  # Corrected further down.
    lines.insert(9, ",Nameless,Nemo")
    lines.append(csv_line("multi.line@example.org", "de la\r\nTorre", 'Ana "Nita"'))
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def random_streams():
    for _ in range(233):
        title = rng.choice([title for title in TITLES if title not in WRITTEN_ONLY])
        start = datetime(2021, 12, 1, tzinfo=CET) + timedelta(milliseconds=rng.randrange(30 * 86_400_000))
        # Some far longer than the film, many across midnight.
        length = timedelta(milliseconds=rng.randrange(60_000, 86_400_000 if rng.random() < 0.4 else 9_000_000))
        yield title, rng.choice(EMAILS), repr(rng.uniform(20, 2400)), instant(start), instant(start + length)


def case(title, name, start, end, size="512.25"):
    return title, CASE_EMAIL[name], size, start, end


def written_streams():
    film = "Unforgiven"
    # Question 2: the window is 25 December, 07:00 to 12:00 in Madrid, both ends open.
    yield case(film, "before", "2021-12-25T04:00:00.000+0100", "2021-12-25T07:00:00.000+0100")  # Ends as it opens: no.
    yield case(film, "edge", "2021-12-25T04:00:00.000+0100", "2021-12-25T07:00:00.001+0100")  # Yes.
    yield case("UNFORGIVEN", "inside", "2021-12-25T08:00:00.000Z", "2021-12-25T08:00:00.000Z")  # No time at all, but in it: yes.
    yield case(film, "spanning", "2021-12-24T22:10:00.000+0100", "2021-12-25T18:00:00.000+0100")  # Yes.
    yield case(film, "late", "2021-12-25T10:59:59.999+0000", "2021-12-25T15:00:00.000+0000")  # 11:59:59.999 there: yes.
    yield case(film, "outside", "2021-12-25T12:00:00.000+0100", "2021-12-25T14:00:00.000+0100")  # Starts as it closes: no.
    yield case(film, "after", "2021-12-25T11:30:00.000+0000", "2021-12-25T11:45:00.000+0000")  # Inside only if read as UTC.
    yield case(film, "twice", "2021-12-25T09:00:00.000+0100", "2021-12-25T09:20:00.000+0100")
    yield film, CASE_EMAIL["twice"].upper(), "44.5", "2021-12-25T10:00:00.000+0100", "2021-12-25T10:20:00.000+0100"  # One user.
    # Question 6: one session of at least half the film, started 25 to 31 December in Madrid.
    yield case("Unread Letters", "halves", "2021-12-27T20:00:00.000+0100", "2021-12-27T20:40:00.000+0100")  # A third, and
    yield case("Unread Letters", "halves", "2021-12-28T20:00:00.000+0100", "2021-12-28T20:40:00.000+0100")  # a third: no.
    yield case("Unread Letters", "exact", "2021-12-31T22:30:00.000+0100", "2021-12-31T23:30:00.000+0100")  # Exactly half: yes.
    yield case("Unread Letters", "dawn", "2021-12-24T23:30:00.000+0000", "2021-12-25T01:30:00.000+0000")  # 25th in Madrid: yes.
    yield case("Unread Letters", "daybreak", "2021-12-25T00:00:00.000+0100", "2021-12-25T02:00:00.000+0100")  # Yes.
    yield case("Unread Letters", "eve", "2021-12-24T23:59:59.999+0100", "2021-12-25T03:00:00.000+0100")  # Still the 24th: no.
    yield case("Unread Letters", "january", "2021-12-31T23:30:00.000+0000", "2022-01-01T03:00:00.000+0000")  # January: no.
    # The last day of the month, and the first of the month that is November in UTC.
    yield "Whale Road", EMAILS[3], "700.125", "2021-12-31T21:15:30.250+0100", "2022-01-01T00:15:30.250+0100"
    yield "Whale Road", EMAILS[4], "701.5", "2021-12-01T00:10:00.000+0100", "2021-12-01T02:10:00.000+0100"
    # Clocks go back: 02:30 summer time to 02:15 winter time is 45 minutes. Clocks go forward: 01:30 to 03:30 is one hour.
    yield "The Cartographer's Wife", EMAILS[5], "333.0", "2021-10-31T02:30:00.000+0200", "2021-10-31T02:15:00.000+0100"
    yield "The Cartographer's Wife", EMAILS[5], "334.0", "2021-03-28T01:30:00.000+0100", "2021-03-28T03:30:00.000+0200"
    # Summer time: this is 1 July in Madrid, although 30 June in UTC and in winter time.
    yield "Thirteen Winters", EMAILS[6], "335.75", "2021-06-30T22:30:00.000+0000", "2021-07-01T00:30:00.000+0000"
    # Question 3: films from a Singaporean's book, one streamed as December began in Madrid, one just before.
    yield "Night Shift at Pier 9", EMAILS[7], "90.5", "2021-11-30T23:15:00.000+0000", "2021-12-01T00:15:00.000+0000"
    yield "The Tin Harbour", EMAILS[7], "91.5", "2021-11-30T23:59:59.999+0100", "2021-12-01T01:30:00.000+0100"
    # Films nobody catalogued: one that reviews link to a book, one they do not. And users nobody knows.
    for day in (3, 11, 27):
        yield "The Uncharted Shoal", EMAILS[day], f"{day}11.5", f"2021-12-{day:02d}T09:00:00.000+0100", f"2021-12-{day:02d}T12:00:00.000+0100"
        yield "the uncharted SHOAL", EMAILS[day + 1], f"{day}12.5", f"2021-12-{day:02d}T09:00:00.000+0100", f"2021-12-{day:02d}T12:00:00.000+0100"
        yield "Home Movie, Reel 2", EMAILS[day], f"{day}.5", f"2021-12-{day:02d}T14:00:00.000+0100", f"2021-12-{day:02d}T14:05:00.000+0100"
        yield "Whale Road", f"stranger{day}@example.org", f"{day}0.25", f"2021-12-{day:02d}T19:00:00.000+0100", f"2021-12-{day:02d}T21:59:00.000+0100"
    # Spellings of films we have: upper case, é as two characters, f and i apart, a line break, spaces, a no-break space.
    yield "GROSSE FREIHEIT", EMAILS[8], "815.5", "2021-12-08T20:00:00.000+0100", "2021-12-08T22:00:00.000+0100"
    yield "İSTANBUL NIGHTS", EMAILS[8], "816.5", "2021-12-08T22:00:00.000+0100", "2021-12-08T23:10:00.000+0100"
    yield "Ame\u0301lie's Cafe\u0301", EMAILS[9], "817.5", "2021-12-09T20:00:00.000+0100", "2021-12-09T22:00:00.000+0100"
    yield "OFFICE AFFAIRS", EMAILS[9], "818.5", "2021-12-09T22:30:00.000+0100", "2021-12-09T23:00:00.000+0100"
    yield "ΟΔΎΣΣΕΙΑΣ ΔΡΌΜΟΣ", EMAILS[9], "819.5", "2021-12-10T20:00:00.000+0100", "2021-12-10T22:00:00.000+0100"
    yield "Seven Bridges,\nOne River", EMAILS[10], "820.5", "2021-12-10T20:00:00.000+0100", "2021-12-10T22:00:00.000+0100"
    yield "Seven Bridges,\r\nOne River", EMAILS[10], "821.5", "2021-12-11T20:00:00.000+0100", "2021-12-11T22:00:00.000+0100"
    yield "  Monsoon  Clerk ", EMAILS[17] + " ", "823.5", "2021-12-16T20:00:00.000+0100", "2021-12-16T22:00:00.000+0100"
    yield "Whale\u00a0Road", EMAILS[11], "822.5", "2021-12-12T20:00:00.000+01:00", "2021-12-12T22:00:00.000+01:00"
    yield "End", EMAILS[11], "1e3", "2021-12-13T20:00:00+0100", "2021-12-13T21:00:00.123456+0100"


def corrections():
    """Pairs with one key; only the second of each may be left."""
    title, email, film = "The Glass Orchard", EMAILS[14], "A Kettle for the Admiral"
    yield title, email, "100.5", "2021-12-14T18:00:00.000+0100", "2021-12-14T18:30:00.000+0100"
    yield title, email, "250.75", "2021-12-14T18:00:00.000+0100", "2021-12-14T19:30:00.000+0100"  # Other values.
    yield film, EMAILS[15], "60.5", "2021-12-15T18:00:00.000+0100", "2021-12-15T18:30:00.000+0100"
    yield film.upper(), EMAILS[15].title(), "61.5", "2021-12-15T17:00:00.000Z", "2021-12-15T18:45:00.000+0100"  # Other spelling.


BROKEN_STREAMS = [
    "The Glass Orchard,%s,100.5,yesterday at noon,2021-12-14T18:30:00.000+0100",
    "The Glass Orchard,%s,100.5,2021-11-31T18:00:00.000+0100,2021-12-01T18:30:00.000+0100",  # No such date.
    "The Glass Orchard,%s,100.5,2021-12-14T25:00:00.000+0100,2021-12-15T18:30:00.000+0100",  # No such hour.
    "The Glass Orchard,%s,100.5,2021-12-14T18:00:00.000,2021-12-14T18:30:00.000",  # No offset: no instant.
    "The Glass Orchard,%s,100.5,2021-12-14T18:00:00.000+0100,2021-12-14T17:59:59.999+0100",  # Ends before it starts.
    "The Glass Orchard,%s,-0.5,2021-12-14T18:00:00.000+0100,2021-12-14T18:30:00.000+0100",
    "The Glass Orchard,%s,NaN,2021-12-14T18:00:00.000+0100,2021-12-14T18:30:00.000+0100",
    "The Glass Orchard,%s,Infinity,2021-12-14T18:00:00.000+0100,2021-12-14T18:30:00.000+0100",
    "The Glass Orchard,%s,512 MB,2021-12-14T18:00:00.000+0100,2021-12-14T18:30:00.000+0100",
    "The Glass Orchard,%s,,2021-12-14T18:00:00.000+0100,2021-12-14T18:30:00.000+0100",
    "The Glass Orchard,%s,100.5,2021-12-14T18:00:00.000+0100",  # A field too few.
    "The Glass Orchard, again,%s,100.5,2021-12-14T18:00:00.000+0100,2021-12-14T18:30:00.000+0100",  # A comma not quoted.
    ",%s,100.5,2021-12-14T18:00:00.000+0100,2021-12-14T18:30:00.000+0100",
    "Am\udce9lie's Caf\udce9,%s,100.5,2021-12-14T18:00:00.000+0100,2021-12-14T18:30:00.000+0100",  # Latin-1, not UTF-8.
]


def streams():
    records = [csv_line(*row) for row in random_streams()] + [csv_line(*row) for row in written_streams()]
    rng.shuffle(records)
    for place in (7, 80, 150, 151):
        records.append(records[place])  # Exact duplicates.
    pairs = [csv_line(*row) for row in corrections()]
    for place, line in enumerate(pairs):
        records.insert(20 + 60 * place, line)
    for place, line in enumerate(BROKEN_STREAMS):
        records.insert(5 + 19 * place, line % EMAILS[16])
    # Mixed line ends, and a blank line here and there, which is no record.
    body = ""
    for place, line in enumerate(records):
        body += line + ("\r\n" if place % 7 == 3 else "\n") + ("\n" if place % 50 == 49 else "") + ("\r\n" if place % 101 == 99 else "")
    return "movie_title,user_email,size_mb,start_at,end_at\n" + body


# ---------------------------------------------------------------- vendor


def nationality(slug):
    if slug is None:  # A label that looks like an answer to question 3, but is not one.
        return {"id": None, "label": "Singaporeans", "slug": None}
    return {"id": None, "label": slug.capitalize(), "slug": slug or None}


def author(name, born, died, slugs):
    return {"metadata": {"name": name, "birth_date": born, "died_at": died}, "nationalities": [nationality(slug) for slug in slugs]}


def authors():
    records = [author(*row) for row in AUTHORS]
    records.insert(4, author("TAN BOON KIAT", "1900-01-01T00:00:00.000+0000", None, ["", "danes"]))
    records[1], records[4] = records[4], records[1]  # The wrong one first.
    records.insert(6, author("Nonexistent Day", "1990-02-30T00:00:00.000+0000", None, ["", "danes"]))
    records.append(author(None, None, None, ["", None]))
    records.append("Not an author at all")
    return "[" + ",".join(json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in records) + "]"


def books():
    records = [dict(zip(("name", "pages", "author", "publisher"), row)) for row in BOOKS]
    records.insert(3, {"name": "SMALL HOURS", "pages": 1, "author": "Jun Mori", "publisher": "Inkwell"})
    records.insert(8, {"name": "Half a Book", "pages": "312 pages", "author": "Jun Mori", "publisher": "Inkwell"})
    records.insert(11, None)
    records.insert(13, {"name": "The Unnumbered", "pages": "unknown", "author": None, "publisher": " "})
    records.append({"pages": 12, "author": "Jun Mori", "publisher": "Inkwell"})
    return json.dumps(records, ensure_ascii=True, indent=2) + "\n"  # Pretty-printed, with \u escapes.


def review(movies, books, rate, text="Lorem, ipsum.", created=None, updated=None):
    created = created or instant(datetime(2021, 12, 1, tzinfo=CET) + timedelta(milliseconds=rng.randrange(29 * 86_400_000)))
    updated = updated or instant(datetime(2021, 12, 1, tzinfo=CET) + timedelta(milliseconds=rng.randrange(29 * 86_400_000)))
    sentinel = [{"id": 0, "title": "end"}]
    named = [{"id": 0, "title": title} for title in movies]
    return {
        "content": {"text": text},
        "rating": {"rate": rate, "label": ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE")[rate]},
        "books": [{"id": None, "metadata": {"title": title, "pages": "unknown"}} for title in books],
        "movies": named + sentinel if rng.random() < 0.5 else sentinel + named,
        "updated": updated,
        "created": created,
    }


LINKS = [  # movies, books, rates
    (["THE LIGHTHOUSE KEEPER'S DEBT"], ["THE KEEPER OF HOLLOW POINT"], (5, 4, 4)),
    (["SEVEN BRIDGES, ONE RIVER"], ["BRIDGES I HAVE BURNED, VOL. 1"], (3, 1)),
    (['THE "LAST" FERRY'], ["THE FERRYMAN'S LEDGER"], (2,)),
    (['SALT, SMOKE AND "SAFFRON"'], ["SAFFRON"], (4,)),
    (["GROSSE FREIHEIT"], ["STRASSE OHNE ENDE"], (5, 5)),
    (["İSTANBUL NIGHTS"], ["İKI KITA"], (3,)),  # Not the record's book: its dotless ı is a letter of its own.
    (["ISTANBUL NIGHTS"], ["SMALL HOURS"], (1,)),  # Not our film: no dot.
    (["AMÉLIE'S CAFÉ"], ["LE CAFE\u0301 DES OUBLIE\u0301S"], (4, 2)),
    (["OFFICE AFFAIRS"], ["MEMOS FROM THE FOURTH FLOOR"], (1,)),
    ([" MONSOON  CLERK"], ["THE MONSOON CLERK "], (5,)),
    (["PAPER TIGERS OF GEYLANG"], ["TIGERS MADE OF PAPER"], (3, 4)),
    (["NIGHT SHIFT AT PIER 9"], ["TIGERS MADE OF PAPER"], (2,)),
    (["THE TIN HARBOUR"], ["THE MONSOON CLERK"], (3,)),  # Streamed in November only.
    (["THE UNCHARTED SHOAL"], ["KETTLE"], (4,)),  # Not in the catalogue, but streamed.
    (["END"], ["THE END OF ENDINGS"], (2,)),  # A film, not the sentinel.
    (["SEVEN BRIDGES, ONE RIVER"], ["BEDSIDE ATLAS"], (4,)),
    (["THIRTEEN WINTERS"], ["WINTER THIRTEEN"], (5,)),
    (["WHALE ROAD"], ["DEAD RECKONING"], (3,)),  # An author without a record.
    (["A KETTLE FOR THE ADMIRAL"], ["A BOOK WITHOUT A RECORD"], (4,)),  # The film's only link.
    (["THE LIGHTHOUSE KEEPER'S DEBT"], ["THE UNNUMBERED"], (3,)),  # By nobody that the book names.
    (["UNREAD LETTERS"], ["ordinary weather"], (1,)),
    (["The Drowned Parade"], ["ANOTHER BOOK WITHOUT A RECORD"], (5,)),
    (["THE DROWNED PARADE"], ["Another Book Without a Record"], (2,)),
    (["WHALE ROAD", "THIRTEEN WINTERS"], ["THE WHALE ROAD", "ORDINARY WEATHER"], (4,)),  # Four rows.
]


def reviews():
    records = [review(movies, books, rate) for movies, books, rates in LINKS for rate in rates]
    rng.shuffle(records)
    records[2]["content"]["text"] = 'Brackets ]} and [{ and "quotes" and a \\ in a text, ßİé \U0001f3ac too.'
    records.append(json.loads(json.dumps(records[9])))  # An exact duplicate,
    corrected = json.loads(json.dumps(records[12]))  # and one with another opinion.
    corrected["rating"] = {"rate": 5, "label": "FIVE"} if corrected["rating"]["rate"] < 3 else {"rate": 1, "label": "ONE"}
    records.append(corrected)
    records.insert(4, review(["THE GLASS ORCHARD"], ["SMALL HOURS"], 3, created="2021-12-32T10:00:00.000+0100"))
    records.insert(11, 42)
    records.insert(14, review([], ["SMALL HOURS"], 3))  # The sentinel alone.
    records.insert(15, review(["THE GLASS ORCHARD"], [], 3))
    records.insert(16, review(["THE GLASS ORCHARD"], ["SMALL HOURS"], 3) | {"rating": {"rate": 6, "label": "SIX"}})
    records.insert(20, review(["THE GLASS ORCHARD", "\n"], ["SMALL HOURS"], 3) | {"updated": None, "rating": {"rate": None, "label": None}})
    undated = review(["THE GLASS ORCHARD"], ["SMALL HOURS"], 3)
    del undated["created"]
    records.insert(17, undated)
    return json.dumps(records, ensure_ascii=False, separators=(",", ":"))


def main(folder):
    for name, content in (
        ("internal/movies.csv", movies()), ("internal/users.csv", users()), ("internal/streams.csv", streams()),
        ("vendor/authors.json", authors()), ("vendor/books.json", books()), ("vendor/reviews.json", reviews()),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8", errors="surrogateescape"))


if __name__ == "__main__":
    main(Path(__file__).parent / "sample")
