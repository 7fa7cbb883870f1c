# Shortcuts; everything here is one command that works without make, too.
MVN ?= mvn -B
SIZE ?= 20m
RUNS ?= 3
JMH ?=

.DEFAULT_GOAL := help
.PHONY: help run test unit-tests integration-tests cluster-test aws-test flink-test soak migrate answers bench bench-cases jmh format clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Run both ETLs on the sample into ./lake and print the six answers
	./bookreel run

test: ## Run everything that must be green before a push
	$(MVN) verify

unit-tests: ## Run the fast tests only
	$(MVN) test

integration-tests: ## Run the slow tests only: real runners, real files, another engine
	$(MVN) verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false

cluster-test: ## Submit the one jar to a Spark cluster of a master and two workers, started for it
	$(MVN) verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dit.test='ClusterIT,SparkJarIT' -Dfailsafe.failIfNoSpecifiedTests=false

aws-test: ## Deploy the template to an emulator of AWS and submit runs there
	$(MVN) verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dit.test='EmrIT,TemplateIT' -Dfailsafe.failIfNoSpecifiedTests=false

flink-test: ## Check the golden tables on Flink, too (fetches it)
	$(MVN) verify -Pflink -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dit.test=GoldenIT -Dfailsafe.failIfNoSpecifiedTests=false -Djacoco.skip=true

soak: ## Run the storms in full: every step of every commit killed, dozens of random sequences (an hour)
	$(MVN) verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dit.test='CrashIT,NightAfterNightIT,RacingRunsIT,S3LakeIT' -Dfailsafe.failIfNoSpecifiedTests=false -Dbookreel.soak=true

migrate: ## Create the tables of ./lake, or bring them up to this version
	./bookreel migrate --lake=lake

answers: ## Print the six answers of ./lake
	./bookreel answers --lake=lake

bench: ## Time Bookreel beside DuckDB and native Spark on generated data (SIZE=200k, 2m, 20m or 8gb; RUNS=)
	python3 bench/run.py --size=$(SIZE) --runs=$(RUNS) --duckdb --spark

bench-cases: SIZE = 2m
bench-cases: ## Time start-up, skew, dirt, second days, queries, growth and a dump of 1 GB (SIZE=, RUNS=)
	python3 bench/cases.py --size=$(SIZE) --runs=$(RUNS)

jmh: ## Time the hot parts one by one, in ns a row or value (JMH=, names of some of them or JMH's own options)
	$(MVN) -q -Pjmh -pl bench -am package -DskipTests
	java -jar bench/target/bookreel-bench.jar -prof dev.bookreel.bench.ProcessorTime $(JMH)

format: ## Format the Java code
	$(MVN) -q -Pjmh spotless:apply

clean: ## Remove what was built, and the sample's lake
	$(MVN) -q -Pjmh clean
	rm -rf target lake
