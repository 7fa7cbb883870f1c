#!/usr/bin/env python3
"""The sample must tell the right reading of each question from the wrong ones people have fallen for.

    python3 -m unittest discover -s testdata
"""
import subprocess
import sys
import tempfile
import unittest
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import make_sample
import reference

HERE = Path(__file__).parent
SAMPLE = HERE / "sample"
MADRID = ZoneInfo("Europe/Madrid")


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.glob("**/*") if path.is_file()}


class ValuesTest(unittest.TestCase):
    def test_instants_are_of_years_that_tables_hold(self):
        self.assertEqual(reference.instant("9999-12-31T23:59:59Z", "end_at").isoformat(), "9999-12-31T23:59:59+00:00")
        for text in ("9999-12-31T23:59:00-0001", "0001-01-01T00:00:59+0001"):
            with self.assertRaises(reference.Rejected):
                reference.instant(text, "end_at")

    def test_a_session_begins_on_a_day_of_every_zone(self):
        self.assertEqual(reference.dated_instant("9999-12-30T23:59:59Z", "start_at").day, 30)
        for text in ("9999-12-31T00:00:00Z", "0001-01-01T23:59:59Z"):
            with self.assertRaises(reference.Rejected):
                reference.dated_instant(text, "start_at")

    def test_a_whole_number_may_be_written_as_a_fraction(self):
        self.assertEqual([reference.whole(value, "pages") for value in (3, 3.0, 3e2, "3")], [3, 3, 300, 3])
        for value in (3.5, "3.0", float("inf"), True):
            with self.assertRaises(reference.Rejected):
                reference.whole(value, "pages")


class CommittedFilesTest(unittest.TestCase):
    maxDiff = 2000

    def test_sample_is_what_make_sample_writes(self):
        with tempfile.TemporaryDirectory() as folder:
            make_sample.main(Path(folder))
            self.assertEqual(contents(Path(folder)), contents(SAMPLE))

    def test_golden_is_what_the_reference_finds(self):
        with tempfile.TemporaryDirectory() as folder:
            sources = [f"--{source}={SAMPLE / source}" for source in ("internal", "vendor")]
            command = [sys.executable, HERE / "reference.py", *sources, "--date=2021-12-31", f"--out={folder}"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            self.assertEqual(contents(Path(folder)), contents(HERE / "golden"))


class SampleTest(unittest.TestCase):
    def setUp(self):
        self.trusted = {
            dataset: reference.load(dataset, reference.csv_records(SAMPLE / f"internal/{dataset}.csv"), to_rows)[0]
            for dataset, to_rows in (("movies", reference.movie), ("users", reference.user), ("streams", reference.stream))
        } | {
            dataset: reference.load(dataset, reference.json_records(SAMPLE / f"vendor/{dataset}.json"), to_rows)[0]
            for dataset, to_rows in (("authors", reference.author), ("books", reference.book), ("reviews", reference.review))
        }
        self.streams = reference.enriched(self.trusted, MADRID)
        self.right = self.answers(MADRID)

    def answers(self, zone):
        found = reference.answers(reference.enriched(self.trusted, zone), self.trusted, date(2021, 12, 31), zone)
        return {row["number"]: row["value"] for row in found}

    def test_zones_differ_in_all_questions_about_days_and_hours(self):
        for zone in ("UTC", "America/Sao_Paulo", "Asia/Tokyo"):
            wrong = self.answers(ZoneInfo(zone))
            for number in (2, 3, 6):
                self.assertNotEqual(self.right[number], wrong[number], f"question {number} in {zone}")

    def test_question_1_counts_books_without_a_record(self):
        recorded = {movie for movie, book, _ in self.trusted["reviews"] if book in self.trusted["books"]}
        titles = {row["movie_key"] for row in self.streams}
        self.assertNotAlmostEqual(self.right[1], 100 * len(titles & recorded) / len(titles))

    def test_question_2_asks_for_overlap(self):
        begin, end = (datetime(2021, 12, 25, hour, tzinfo=MADRID) for hour in (7, 12))
        film = [row for row in self.streams if row["movie_key"] == "unforgiven"]
        started = {reference.key(row["user_email"]) for row in film if begin <= row["start_at"] < end}
        touching = {reference.key(row["user_email"]) for row in film if row["start_at"] <= end and row["end_at"] >= begin}
        as_spelt = {row["user_email"] for row in film if row["start_at"] < end and row["end_at"] > begin}
        for wrong in (started, touching, as_spelt):
            self.assertNotEqual(self.right[2], len(wrong))

    def test_question_6_asks_for_one_session_of_seven_days(self):
        def users(first, last, least):
            shares = {}
            for row in self.streams:
                if first <= row["start_date"] <= last and row["watched_share"] is not None:
                    shares.setdefault(reference.key(row["user_email"]), []).append(row["watched_share"])
            return {
                "session": sum(max(of_user) >= least for of_user in shares.values()),
                "sum": sum(sum(of_user) >= least for of_user in shares.values()),
                "more": sum(max(of_user) > least for of_user in shares.values()),
            }

        december = {day: date(2021, 12, day) for day in (24, 25, 30, 31)}
        week = users(december[25], december[31], 0.5)
        self.assertEqual(self.right[6], week["session"])
        self.assertNotEqual(self.right[6], week["sum"])
        self.assertNotEqual(self.right[6], week["more"])
        self.assertNotEqual(self.right[6], users(december[24], december[31], 0.5)["session"])
        self.assertNotEqual(self.right[6], users(december[25], december[30], 0.5)["session"])
        self.assertNotEqual(self.right[6], users(december[25], december[31] + timedelta(days=1), 0.5)["session"])

    def test_clock_changes_do_not_change_durations(self):
        film = [row for row in self.streams if row["movie_title"] == "The Cartographer's Wife"]
        self.assertEqual([2700.0, 3600.0], sorted(row["watch_seconds"] for row in film))


if __name__ == "__main__":
    unittest.main()
