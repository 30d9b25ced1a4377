# The project's verbs. `make sandbox` runs the main job, `make test` passes the tests; both work on a machine that has
# only a Swift toolchain (they install what they need from Debian and PyPI).

SWIFT ?= swift
PYTHON ?= $(CURDIR)/.tools/venv/bin/python
ENVOY ?= $(CURDIR)/.tools/venv/bin/envoy
export PYTHON ENVOY

.DEFAULT_GOAL := build
.PHONY: help setup build release agent bench-agent bench-agent-footprint bench-agent-latency test unit peer e2e lint format generate bench sandbox docs golden fuzz sanitize soak clean

help: ## list the verbs
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | column -t -s '	'

setup: ## install what building and testing need (apt, pip, Envoy, peers)
	@dev/setup

build: setup ## build everything, debug
	$(SWIFT) build

release: setup ## build the koperator command, optimized
	$(SWIFT) build -c release --product koperator

agent: setup ## the broker agent as one static file, and what its image is made of: .build-agent/broker-agent, .build-agent/image
	@dev/agent

test: setup ## every suite; says which it had to skip
	@dev/test unit peer e2e

unit: setup ## the Swift tests alone
	@dev/test unit

peer: setup ## the tests against programs that are not ours: Envoy, kube-apiserver, grpcio, h2spec, protobuf
	@dev/test peer

e2e: setup ## the tests of the whole system: real Kafka, real Envoy, real clients
	@dev/test e2e

lint: setup ## format, floors, generated code, documentation
	@dev/lint

format: ## format the Swift sources in place
	$(SWIFT) format -i -p -r Package.swift Sources agent Tests Benchmarks

generate: setup ## regenerate the messages of proto/, the table of Kafka's keys and the CRDs of deploy/crds
	proto/generate
	dev/config-keys
	deploy/crds/generate

golden: ## write the golden files and the page of fields anew; read the difference before it is committed
	KOPERATOR_RECORD_GOLDEN=1 $(SWIFT) test --filter "GoldenTests|FieldReferenceTests"

bench: setup ## measure against peers, in one run, as ratios
	@Benchmarks/run
	@$(SWIFT) run -c release http-memory-benchmark
	@Benchmarks/change-latency
	@Benchmarks/informer
	@Benchmarks/kafka-protocol/run

bench-agent: bench-agent-footprint bench-agent-latency ## what an agent costs beside node_exporter, and how soon Envoy leaves a broker

bench-agent-footprint: setup
	@Benchmarks/agent-footprint

bench-agent-latency: setup
	@Benchmarks/agent-latency

sandbox: setup ## the whole system on this machine: an API server, 3 brokers, a real Envoy, the control plane
	@$(SWIFT) build --product koperator
	@$(SWIFT) build --product sandbox-broker
	@$(SWIFT) build --product broker-agent
	@$$($(SWIFT) build --show-bin-path)/koperator sandbox

docs: ## DocC pages of the libraries into .build/docs
	@dev/docs

fuzz: setup ## every fuzz target, bounded in time
	@dev/fuzz

soak: setup ## a million messages and ten thousand connects and resets: memory stays flat
	@dev/soak

sanitize: setup ## the Swift suites under AddressSanitizer and ThreadSanitizer
	@dev/sanitize

clean:
	rm -rf .build .build-*
