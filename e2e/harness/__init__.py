"""What the sandbox and the end to end tests share: processes, a real Kafka, a real Envoy, the control plane, clients.

Python's standard library alone, but for `traffic`, which needs confluent-kafka.
"""
