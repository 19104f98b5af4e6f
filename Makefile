# The short names. `mvn verify` is the one entrance that formats, compiles and tests.
.PHONY: help run test compat matrix golden bench jmh clean
SEED ?=
B ?=

help:           ## this list
	@sed -n 's/^\([a-z]*\): *## /\1\t/p' Makefile
run:            ## start a broker on localhost:9092
	bin/kafka-server-start.sh config/server.properties
test:           ## format, compile, test; make test SEED=42 reruns one seed
	mvn verify -Dseed=$(SEED)
compat:         ## stock clients against the built distribution
	mvn verify -pl compat-tests -am -Dtest='io.ottla.compat.**' -Dsurefire.failIfNoSpecifiedTests=false
matrix:         ## every stock client and scenario against the built distribution; writes the table of docs/compatibility.md
	mvn verify -pl compat-tests -am -Dtest='ClientMatrixTest#stock_clients*' -Dsurefire.failIfNoSpecifiedTests=false -Dupdate.docs=true
golden:         ## write down anew what Apache Kafka answers, which APIs are served and which settings count; then read the diff
	mvn verify -pl broker,compat-tests -am -Dtest='AdminAnswersTest,CompatibilityPageTest,ConfigurationPageTest' -Dsurefire.failIfNoSpecifiedTests=false \
	    -Dgolden=write -Dupdate.docs=true
bench:          ## the comparison with Apache Kafka; make bench B=small for one case
	bench/run $(B)
jmh:            ## micro benchmarks; make jmh B=Append
	bench/jmh $(B)
clean:          ## remove what was built
	mvn -q clean
