# Short names for what ./mvnw and ./dtvn do. ARGS is passed on: make test-integration ARGS=-X

MVN := ./mvnw -B
NODE_TESTS := -pl app -am -Dtest='io/dtvn/app/**' -Dsurefire.failIfNoSpecifiedTests=false
VALIDATOR := bin/validator
P1 := /ip4/127.0.0.1/tcp/4001
P2 := /ip4/127.0.0.1/tcp/4002
P3 := /ip4/127.0.0.1/tcp/4003
P4 := /ip4/127.0.0.1/tcp/4004

.DEFAULT_GOAL := help
.PHONY: all build clean test test-unit test-coverage test-integration integration-test \
  integration-test-verbose integration-test-parallel integration-test-debug \
  integration-test-single lint fmt tidy proto deps dev-setup help run-validator run-bootstrap \
  run-network run-demo

all: build ## Same as build

build: ## Jars of all modules, no tests
	$(MVN) package -DskipTests $(ARGS)

clean: ## Removes what was built, and data/
	$(MVN) -q clean $(ARGS)
	rm -rf data target

test: ## Everything that must hold before a commit
	$(MVN) verify $(ARGS)

test-unit: ## Tests only, without formatter and size limits
	$(MVN) test $(ARGS)

test-coverage: ## Tests with a report in */target/site/jacoco
	$(MVN) -Pcoverage verify $(ARGS)

test-integration integration-test: ## Whole nodes on real sockets and files
	$(MVN) verify $(NODE_TESTS) $(ARGS)

integration-test-verbose: ## The same with the tests' output on the terminal
	$(MVN) -e verify $(NODE_TESTS) -Dsurefire.useFile=false $(ARGS)

integration-test-parallel: ## The same with modules built side by side
	$(MVN) -T 1C verify $(NODE_TESTS) $(ARGS)

integration-test-debug: ## The same, waiting for a debugger on port 5005
	$(MVN) verify $(NODE_TESTS) -Dmaven.surefire.debug $(ARGS)

integration-test-single: ## One class: make integration-test-single TEST=NameTest
	@test -n "$(TEST)" || { echo "TEST: want the name of a test class, found none" >&2; exit 2; }
	$(MVN) verify -pl app -am -Dtest='$(TEST)' -Dsurefire.failIfNoSpecifiedTests=false $(ARGS)

lint: ## Compiler, Error Prone, NullAway, formatter, size limits
	$(MVN) verify -DskipTests $(ARGS)

fmt: ## Formats all Java sources
	$(MVN) -q spotless:apply $(ARGS)

tidy: ## Reports dependencies that are unused or undeclared
	$(MVN) test-compile dependency:analyze $(ARGS)

proto: ## Nothing to generate
	@echo "No generated messages: the wire formats are written by hand."

deps: ## Fetches what the build needs, for work without a network
	$(MVN) -q dependency:go-offline $(ARGS)

dev-setup: deps ## deps, and the folders that a node writes to
	mkdir -p data

help: ## This list
	@grep -hE '^[a-z][a-z -]*:.*##' $(MAKEFILE_LIST) | sort \
	  | awk -F ':.*## ' '{ printf "%-42s %s\n", $$1, $$2 }'

run-validator: ## node0 of 4 on port 4001, API on 8080
	$(VALIDATOR) -id node0 -port 4001 -api-port 8080 -data-dir ./data/node0 -primary \
	  -total-nodes 4 $(ARGS)

run-bootstrap: ## A bootstrap node on port 4000, API on 8000
	$(VALIDATOR) -id bootstrap -port 4000 -api-port 8000 -data-dir ./data/bootstrap \
	  -bootstrap-node -primary -total-nodes 7 $(ARGS)

run-network: ## node0 to node3 on 4001 to 4004, APIs on 8081 to 8084; Ctrl-C stops them
	@trap 'kill 0' INT TERM; \
	$(VALIDATOR) -id node0 -port 4001 -api-port 8081 -data-dir ./data/node0 -total-nodes 4 \
	  -primary -bootstrap $(P2),$(P3),$(P4) $(ARGS) & \
	$(VALIDATOR) -id node1 -port 4002 -api-port 8082 -data-dir ./data/node1 -total-nodes 4 \
	  -bootstrap $(P1),$(P3),$(P4) $(ARGS) & \
	$(VALIDATOR) -id node2 -port 4003 -api-port 8083 -data-dir ./data/node2 -total-nodes 4 \
	  -bootstrap $(P1),$(P2),$(P4) $(ARGS) & \
	$(VALIDATOR) -id node3 -port 4004 -api-port 8084 -data-dir ./data/node3 -total-nodes 4 \
	  -bootstrap $(P1),$(P2),$(P3) $(ARGS) & \
	wait

run-demo: ## Four validators that are watched and started again; Ctrl-C stops them
	./dtvn demo $(ARGS)
