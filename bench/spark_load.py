#!/usr/bin/env python3
"""The work of `bookreel run` and `answers` in Spark SQL with delta-spark, for bench/run.py, which submits it.

Written as for production: schemas are given, small sides are broadcast, as many shuffle partitions as the machine can use,
rows written by day. Like bench/duckdb_load.py it does less than Bookreel does: no quarantine but of rows with a negative size, and
keys are lower-cased only, which is right for generated data and not for real titles.
"""
import argparse
import json
import shutil
from datetime import date, timedelta
from pathlib import Path

from pyspark.sql import SparkSession

ZONE = "Europe/Madrid"
STAMP = "yyyy-MM-dd'T'HH:mm:ss.SSSxx"
DATASETS = ("internal/movies.csv", "internal/users.csv", "internal/streams.csv",
            "vendor/authors.json", "vendor/books.json", "vendor/reviews.json")


def session():
    settings = {
        "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
        "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.sql.session.timeZone": ZONE,
        "spark.sql.shuffle.partitions": "16",
        "spark.databricks.delta.snapshotPartitions": "2",
        "spark.sql.parquet.compression.codec": "zstd",
        "spark.ui.enabled": "false",
        "spark.driver.host": "localhost",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    builder = SparkSession.builder.appName("bench")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


class Lake:
    def __init__(self, spark, folder):
        self.spark, self.folder = spark, folder

    def table(self, name, query, by_day=False):
        """Writes a table and reads it from then on."""
        rows = query if not isinstance(query, str) else self.spark.sql(query)
        writer = rows.write.format("delta").mode("overwrite")
        (writer.partitionBy("start_date") if by_day else writer).save(str(self.folder / name))
        written = self.spark.read.format("delta").load(str(self.folder / name))
        written.createOrReplaceTempView(name.replace("/", "_"))
        return written


def load(spark, source, lake):
    raw = lake.folder / "raw"
    for dataset in DATASETS:
        (raw / dataset).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / dataset, raw / dataset)

    def csv(name, schema, **options):
        spark.read.csv(str(raw / name), schema=schema, header=True, **options).createOrReplaceTempView("csv")

    def array(name, schema):
        spark.read.json(str(raw / name), schema=schema, multiLine=True, timestampFormat=STAMP).createOrReplaceTempView("array")

    csv("internal/movies.csv", "title STRING, duration_mins INT, original_language STRING, size_mb DOUBLE")
    lake.table("trusted/movies", "SELECT title, lower(title) AS movie_key, duration_mins, original_language, size_mb FROM csv")
    csv("internal/users.csv", "first_name STRING, last_name STRING, email STRING")
    lake.table("trusted/users", "SELECT *, lower(email) AS user_key FROM csv")
    array("vendor/authors.json", "metadata STRUCT<name: STRING, birth_date: STRING, died_at: STRING>, nationalities ARRAY<STRUCT<slug: STRING>>")
    lake.table("trusted/authors", """
        SELECT metadata.name AS name, lower(metadata.name) AS author_key, metadata.birth_date AS birth_date, metadata.died_at AS died_at,
               array_sort(filter(nationalities.slug, slug -> slug <> '')) AS nationalities FROM array""")
    array("vendor/books.json", "name STRING, pages INT, author STRING, publisher STRING")
    lake.table("trusted/books", "SELECT *, lower(name) AS book_key, lower(author) AS author_key FROM array")
    array("vendor/reviews.json", """
        content STRUCT<text: STRING>, rating STRUCT<rate: INT, label: STRING>, books ARRAY<STRUCT<metadata: STRUCT<title: STRING>>>,
        movies ARRAY<STRUCT<title: STRING>>, updated TIMESTAMP, created TIMESTAMP""")
    lake.table("trusted/reviews", """
        WITH read AS (SELECT *, monotonically_increasing_id() AS record FROM array),
        by_movie AS (SELECT *, explode(movies.title) AS movie_title FROM read),
        by_book AS (SELECT *, explode(books.metadata.title) AS book_name FROM by_movie WHERE movie_title <> 'end')
        SELECT movie_key, book_key, created_at, last.* FROM (
            SELECT lower(movie_title) AS movie_key, lower(book_name) AS book_key, created AS created_at,
                   max_by(struct(movie_title, book_name, rating.rate AS rate, rating.label AS label, content.text AS text,
                                 updated AS updated_at), record) AS last
            FROM by_book GROUP BY 1, 2, 3)""")
    lake.table("refined/movie_books", """
        SELECT /*+ BROADCAST(m), BROADCAST(b), BROADCAST(a) */
               any_value(coalesce(m.title, r.movie_title)) AS movie_title, any_value(coalesce(b.name, r.book_name)) AS book_name,
               any_value(b.author) AS author_name, any_value(a.name) IS NOT NULL AS author_known,
               any_value(a.nationalities) AS nationalities, count(*) AS reviews, avg(r.rate) AS average_rate, r.movie_key, r.book_key
        FROM trusted_reviews r LEFT JOIN trusted_movies m USING (movie_key) LEFT JOIN trusted_books b USING (book_key)
        LEFT JOIN trusted_authors a ON a.author_key = b.author_key GROUP BY r.movie_key, r.book_key""")

    csv("internal/streams.csv", "movie_title STRING, user_email STRING, size_mb DOUBLE, start_at TIMESTAMP, end_at TIMESTAMP",
        timestampFormat=STAMP)
    streams = spark.sql("""
        SELECT last.movie_title, movie_key, last.user_email, last.size_mb, start_at, last.end_at, to_date(start_at) AS start_date FROM (
            SELECT lower(user_email) AS user_key, lower(movie_title) AS movie_key, start_at,
                   max_by(struct(movie_title, user_email, size_mb, end_at), record) AS last
            FROM (SELECT *, monotonically_increasing_id() AS record FROM csv WHERE size_mb >= 0 AND end_at >= start_at)
            GROUP BY 1, 2, 3)""")
    lake.table("trusted/streams", streams.repartition("start_date"), by_day=True)
    spark.sql("SELECT DISTINCT movie_key, true AS based_on_book FROM refined_movie_books").createOrReplaceTempView("from_books")
    enriched = spark.sql("""
        SELECT /*+ BROADCAST(m), BROADCAST(u), BROADCAST(f) */
               s.*, unix_micros(end_at) / 1e6 - unix_micros(start_at) / 1e6 AS watch_seconds,
               m.duration_mins AS movie_duration_mins,
               (unix_micros(end_at) - unix_micros(start_at)) / 1e6 / (m.duration_mins * 60) AS watched_share,
               coalesce(f.based_on_book, false) AS based_on_book, m.title IS NOT NULL AS movie_known, u.email IS NOT NULL AS user_known
        FROM trusted_streams s LEFT JOIN trusted_movies m USING (movie_key) LEFT JOIN from_books f USING (movie_key)
        LEFT JOIN trusted_users u ON u.user_key = lower(s.user_email)""")
    lake.table("refined/streams", enriched, by_day=True)
    lake.table("refined/daily_movies", """
        SELECT /*+ BROADCAST(m) */ start_date, coalesce(any_value(m.title), min(movie_title)) AS movie_title, count(*) AS sessions,
               count(DISTINCT lower(user_email)) AS viewers, sum(unix_micros(end_at) - unix_micros(start_at)) / 3.6e9 AS watch_hours,
               sum(s.size_mb) / 1000 AS size_gb
        FROM trusted_streams s LEFT JOIN trusted_movies m USING (movie_key) GROUP BY start_date, movie_key""")


def answer(spark, today):
    month_end = (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    queries = [
        """SELECT 100.0D * count(DISTINCT movie_key) FILTER (WHERE based_on_book) / count(DISTINCT movie_key) FROM refined_streams""",
        f"""SELECT count(DISTINCT lower(user_email)) FROM refined_streams WHERE movie_key = 'unforgiven'
            AND start_at < TIMESTAMP '{today.year}-12-25 12:00:00' AND end_at > TIMESTAMP '{today.year}-12-25 07:00:00'""",
        f"""SELECT count(DISTINCT movie_key) FROM refined_streams WHERE movie_key IN (
                SELECT movie_key FROM refined_movie_books WHERE array_contains(nationalities, 'singaporeans'))
            AND start_date BETWEEN '{today.replace(day=1)}' AND '{month_end}'""",
        "SELECT avg(watch_seconds) FROM refined_streams",
        "SELECT percentile(size_mb, 0.5D) / 1000 FROM refined_streams",
        f"""SELECT count(DISTINCT lower(user_email)) FROM refined_streams WHERE watched_share >= 0.5
            AND start_date BETWEEN '{month_end - timedelta(days=6)}' AND '{month_end}'""",
    ]
    return [float(spark.sql(query).first()[0]) for query in queries]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--source", type=Path, required=True)
    options.add_argument("--lake", type=Path, required=True)
    options.add_argument("--date", type=date.fromisoformat, required=True)
    options.add_argument("--result", type=Path, required=True)
    given = options.parse_args()
    spark = session()
    load(spark, given.source, Lake(spark, given.lake))
    rows = {name: spark.table(f"trusted_{name}").count() for name in ("movies", "users", "streams", "authors", "books", "reviews")}
    sums = spark.sql("""
        SELECT (SELECT sum(size_mb) FROM trusted_streams) AS size_mb, (SELECT sum(rate) FROM trusted_reviews) AS rates,
               (SELECT sum(unix_micros(end_at) - unix_micros(start_at)) / 1e6 FROM trusted_streams) AS watch_seconds""").first()
    told = {"rows": rows, "sums": {name: float(value) for name, value in sums.asDict().items()}, "answers": answer(spark, given.date)}
    given.result.write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main()
