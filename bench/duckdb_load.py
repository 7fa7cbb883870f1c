#!/usr/bin/env python3
"""The work of `bookreel run` and `answers` in DuckDB: the yardstick of bench/run.py, which starts it.

Lands copies, parses, removes duplicates by key, writes the trusted and refined tables as Parquet (zstd, streams by day),
and answers the six questions. It does less than Bookreel does, in DuckDB's favour: no quarantine but of rows with a
negative size, no table log, and keys are lower-cased only, which is right for generated data and not for real titles.
"""
import argparse
import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import duckdb

ZONE = "Europe/Madrid"


def load(db, source, lake, threads):
    db.execute(f"SET threads = {threads}")
    db.execute(f"SET TimeZone = '{ZONE}'")
    db.execute(f"SET temp_directory = '{lake / 'temp'}'")
    for dataset in ("internal/movies.csv", "internal/users.csv", "internal/streams.csv",
                    "vendor/authors.json", "vendor/books.json", "vendor/reviews.json"):
        raw = lake / "raw" / dataset
        raw.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / dataset, raw)
    for zone in ("trusted", "refined"):
        (lake / zone).mkdir()
    raw = lake / "raw"

    def table(name, query):
        db.execute(f"CREATE TABLE {name.replace('/', '_')} AS {query}")
        db.execute(f"COPY {name.replace('/', '_')} TO '{lake / name}.parquet' (FORMAT parquet, COMPRESSION zstd)")

    table("trusted/movies", f"""
        SELECT title, lower(title) AS movie_key, duration_mins::INT AS duration_mins, original_language, size_mb::DOUBLE AS size_mb
        FROM read_csv('{raw}/internal/movies.csv', header = true, all_varchar = true)""")
    table("trusted/users", f"""
        SELECT *, lower(email) AS user_key FROM read_csv('{raw}/internal/users.csv', header = true, all_varchar = true)""")
    table("trusted/authors", f"""
        SELECT metadata.name AS name, lower(metadata.name) AS author_key, metadata.birth_date AS birth_date, metadata.died_at AS died_at,
               list_sort(list_filter([one.slug FOR one IN nationalities], lambda slug: slug <> '')) AS nationalities
        FROM read_json('{raw}/vendor/authors.json', format = 'array', columns = {{
            metadata: 'STRUCT(name VARCHAR, birth_date VARCHAR, died_at VARCHAR)', nationalities: 'STRUCT(slug VARCHAR)[]'}})""")
    table("trusted/books", f"""
        SELECT *, lower(name) AS book_key, lower(author) AS author_key
        FROM read_json('{raw}/vendor/books.json', format = 'array', columns = {{
            name: 'VARCHAR', pages: 'INT', author: 'VARCHAR', publisher: 'VARCHAR'}})""")
    table("trusted/reviews", f"""
        WITH read AS (
            SELECT *, row_number() OVER () AS record
            FROM read_json('{raw}/vendor/reviews.json', format = 'array', columns = {{
                content: 'STRUCT(text VARCHAR)', rating: 'STRUCT(rate INT, label VARCHAR)',
                books: 'STRUCT(metadata STRUCT(title VARCHAR))[]', movies: 'STRUCT(title VARCHAR)[]',
                updated: 'VARCHAR', created: 'VARCHAR'}})),
        by_movie AS (SELECT *, unnest(movies).title AS movie_title FROM read),
        by_book AS (SELECT *, unnest(books).metadata.title AS book_name FROM by_movie WHERE movie_title <> 'end')
        SELECT movie_title, lower(movie_title) AS movie_key, book_name, lower(book_name) AS book_key, rating.rate AS rate,
               rating.label AS label, content.text AS text, created::TIMESTAMPTZ AS created_at, updated::TIMESTAMPTZ AS updated_at
        FROM by_book QUALIFY row_number() OVER (PARTITION BY movie_key, book_key, created_at ORDER BY record DESC) = 1""")
    table("refined/movie_books", """
        SELECT any_value(coalesce(m.title, r.movie_title)) AS movie_title, any_value(coalesce(b.name, r.book_name)) AS book_name,
               any_value(b.author) AS author_name, any_value(a.name) IS NOT NULL AS author_known,
               any_value(a.nationalities) AS nationalities, count(*) AS reviews, avg(r.rate) AS average_rate, r.movie_key, r.book_key
        FROM trusted_reviews r LEFT JOIN trusted_movies m USING (movie_key) LEFT JOIN trusted_books b USING (book_key)
        LEFT JOIN trusted_authors a ON a.author_key = b.author_key GROUP BY r.movie_key, r.book_key""")

    db.execute(f"""
        CREATE TABLE streams AS
        SELECT movie_title, user_email, size_mb, start_at::TIMESTAMPTZ AS start_at, end_at::TIMESTAMPTZ AS end_at,
               lower(movie_title) AS movie_key, lower(user_email) AS user_key, start_at::DATE AS start_date
        FROM read_csv('{raw}/internal/streams.csv', header = true, columns = {{
            movie_title: 'VARCHAR', user_email: 'VARCHAR', size_mb: 'DOUBLE', start_at: 'VARCHAR', end_at: 'VARCHAR'}})
        WHERE size_mb >= 0 AND end_at >= start_at""")
    # The last of each key stays. By hash first, and exactly within what that finds: a window function over all rows
    # takes twice the time and memory.
    db.execute("""
        DELETE FROM streams WHERE rowid IN (
            WITH suspects AS (SELECT hash(user_key, movie_key, start_at) AS h FROM streams GROUP BY h HAVING count(*) > 1)
            SELECT rowid FROM streams WHERE hash(user_key, movie_key, start_at) IN (SELECT h FROM suspects)
            QUALIFY row_number() OVER (PARTITION BY user_key, movie_key, start_at ORDER BY rowid DESC) > 1)""")
    by_day = "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (start_date))"
    db.execute(f"""
        COPY (SELECT movie_title, movie_key, user_email, size_mb, start_at, end_at, start_date FROM streams)
        TO '{lake}/trusted/streams' {by_day}""")
    db.execute("""
        CREATE VIEW enriched AS
        SELECT s.* EXCLUDE (start_date), epoch_us(end_at) / 1e6 - epoch_us(start_at) / 1e6 AS watch_seconds,
               m.duration_mins AS movie_duration_mins,
               (epoch_us(end_at) - epoch_us(start_at)) / 1e6 / (m.duration_mins * 60) AS watched_share,
               s.movie_key IN (SELECT movie_key FROM refined_movie_books) AS based_on_book,
               m.title IS NOT NULL AS movie_known, u.email IS NOT NULL AS user_known, s.start_date
        FROM streams s LEFT JOIN trusted_movies m USING (movie_key) LEFT JOIN trusted_users u USING (user_key)""")
    db.execute(f"COPY (SELECT * EXCLUDE (user_key) FROM enriched) TO '{lake}/refined/streams' {by_day}")
    table("refined/daily_movies", """
        SELECT start_date, coalesce(any_value(m.title), min(movie_title)) AS movie_title, count(*) AS sessions,
               count(DISTINCT user_key) AS viewers, sum(epoch_us(end_at) - epoch_us(start_at)) / 3.6e9 AS watch_hours,
               sum(s.size_mb) / 1000 AS size_gb
        FROM streams s LEFT JOIN trusted_movies m USING (movie_key) GROUP BY start_date, movie_key""")


def answer(db, lake, today):
    """The questions, from the refined files."""
    streams = f"read_parquet('{lake}/refined/streams/*/*.parquet', hive_partitioning = true)"
    month_end = (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    queries = [
        f"""SELECT 100.0 * count(DISTINCT movie_key) FILTER (based_on_book) / count(DISTINCT movie_key) FROM {streams}""",
        f"""SELECT count(DISTINCT lower(user_email)) FROM {streams} WHERE movie_key = 'unforgiven'
            AND start_at < TIMESTAMPTZ '{today.year}-12-25 12:00:00 {ZONE}' AND end_at > TIMESTAMPTZ '{today.year}-12-25 07:00:00 {ZONE}'""",
        f"""SELECT count(DISTINCT movie_key) FROM {streams} WHERE movie_key IN (
                SELECT movie_key FROM refined_movie_books WHERE list_contains(nationalities, 'singaporeans'))
            AND start_date BETWEEN '{today.replace(day=1)}' AND '{month_end}'""",
        f"SELECT avg(watch_seconds) FROM {streams}",
        f"SELECT quantile_cont(size_mb, 0.5) / 1000 FROM {streams}",
        f"""SELECT count(DISTINCT lower(user_email)) FROM {streams} WHERE watched_share >= 0.5
            AND start_date BETWEEN '{month_end - timedelta(days=6)}' AND '{month_end}'""",
    ]
    return [db.execute(query).fetchone()[0] for query in queries]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--source", type=Path, required=True)
    options.add_argument("--lake", type=Path, required=True)
    options.add_argument("--date", type=date.fromisoformat, required=True)
    options.add_argument("--threads", type=int, default=2)
    given = options.parse_args()
    given.lake.mkdir(parents=True)
    db = duckdb.connect()
    load(db, given.source, given.lake, given.threads)
    rows = {
        table: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        for table, name in (("movies", "trusted_movies"), ("users", "trusted_users"), ("streams", "streams"),
                            ("authors", "trusted_authors"), ("books", "trusted_books"), ("reviews", "trusted_reviews"))
    }
    sums = db.execute("""
        SELECT (SELECT fsum(size_mb) FROM streams), (SELECT sum(epoch_us(end_at) - epoch_us(start_at)) / 1e6 FROM streams),
               (SELECT sum(rate) FROM trusted_reviews)""").fetchone()
    print(json.dumps({
        "rows": rows,
        "sums": dict(zip(("size_mb", "watch_seconds", "rates"), map(float, sums))),
        "answers": answer(db, given.lake, given.date),
    }))


if __name__ == "__main__":
    main()
