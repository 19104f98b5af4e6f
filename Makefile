# The short names. `mvn verify` is the one entrance that formats, compiles and tests.
.PHONY: run test compat bench jmh clean

run:            ## start a broker on localhost:9092
	bin/kafka-server-start.sh config/server.properties
test:           ## format, compile, test
	mvn verify
compat:         ## stock clients against the built distribution
	mvn -pl compat-tests -am verify
bench:          ## the comparison with Apache Kafka: make bench CASE=produce-small
	bench/run $(CASE)
jmh:            ## micro benchmarks: make jmh B=Append
	bench/jmh $(B)
clean:
	mvn -q clean
