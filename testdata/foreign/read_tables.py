#!/usr/bin/env python3
"""Sums up every version of every Delta table of a lake with Spark; started by check.py in the engine's own environment."""
import argparse
import json
import logging
from pathlib import Path

from delta.tables import DeltaTable
from pyspark.sql import SparkSession
from pyspark.sql import functions as f
from pyspark.sql import types as t


def sums(column):
    """What can be said of a column in one number or two, by its type; instants are in microseconds since the epoch."""
    name, of = column.name, f.col(f"`{column.name}`")
    found = {"nulls": f.count_if(of.isNull())}
    if isinstance(column.dataType, t.NumericType):
        found |= {"sum": f.sum(of), "min": f.min(of), "max": f.max(of)}
    elif isinstance(column.dataType, t.BooleanType):
        found["true"] = f.count_if(of)
    elif isinstance(column.dataType, t.ArrayType):
        found["elements"] = f.sum(f.size(of))
    elif isinstance(column.dataType, t.TimestampType):
        found |= {"min": f.unix_micros(f.min(of)), "max": f.unix_micros(f.max(of))}
    else:
        found |= {"min": f.min(of), "max": f.max(of), "distinct": f.count_distinct(of)}
    return [expression.alias(f"{name} {what}") for what, expression in found.items()]


def described(spark, path, version):
    rows = spark.read.format("delta").option("versionAsOf", version).load(str(path))
    total = rows.agg(f.count(f.lit(1)).alias("rows"), *[one for column in rows.schema for one in sums(column)]).first().asDict()
    detail = DeltaTable.forPath(spark, str(path)).detail().first()
    columns = {
        column.name: {"type": column.dataType.simpleString()}
        | ({"comment": column.metadata["comment"]} if "comment" in column.metadata else {})
        | {what.removeprefix(column.name + " "): value for what, value in total.items() if what.rsplit(" ", 1)[0] == column.name}
        for column in rows.schema
    }
    return {
        "version": version,
        "rows": total["rows"],
        "files": len(rows.inputFiles()),
        "partitionColumns": detail["partitionColumns"],
        "minReaderVersion": detail["minReaderVersion"],
        "minWriterVersion": detail["minWriterVersion"],
        "columns": columns,
    }


def versions(spark, path):
    """Each version of a table, from the first one on."""
    latest = DeltaTable.forPath(spark, str(path)).history(1).first()["version"]
    return [described(spark, path, version) for version in range(latest + 1)]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lake", type=Path, required=True)
    options.add_argument("--jars", required=True)
    options.add_argument("--sql", help="a statement to carry out first; {lake} stands for the lake's folder")
    given = options.parse_args()
    logs = sorted(given.lake.resolve().glob("**/_delta_log"))
    if not logs:
        options.error(f"no Delta table in {given.lake}")
    logging.getLogger("py4j").setLevel(logging.WARNING)
    settings = {
        "spark.jars": given.jars,
        "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
        "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
        "spark.databricks.delta.snapshotPartitions": "2",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.memory": "1g",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }
    builder = SparkSession.builder.master("local[2]").appName("foreign")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    try:
        if given.sql:
            spark.sql(given.sql.replace("{lake}", str(given.lake.resolve())))
        tables = {str(log.parent.relative_to(given.lake.resolve())): versions(spark, log.parent) for log in logs}
    finally:
        spark.stop()
    print(json.dumps(tables, indent=1, ensure_ascii=False, default=str))


if __name__ == "__main__":
    main()
