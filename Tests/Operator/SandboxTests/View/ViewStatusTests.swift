import JSON
import Testing

@testable import Sandbox

@Suite struct ViewStatusTests {
  private let status: JSONValue = [
    "name": "default", "state": "up", "folder": "/tmp/x",
    "clusters": [
      [
        "namespace": "shop", "name": "kafka",
        "access": [
          [
            "name": "external", "bootstrap": "127.42.1.1:29092",
            "envoys": [
              ["pod": "envoy-1", "address": "127.42.1.1", "state": "Ready", "restarts": 0, "connections": 4]
            ],
          ]
        ],
        "brokers": [
          [
            "id": 0, "state": "Ready", "pod": "kafka-0", "node": "node-1", "address": "127.42.1.2", "restarts": 0,
            "cut": false, "outside": ["127.42.1.1:19090"],
            "disks": [["mountPath": "/kafka-logs", "usedBytes": 1_572_864, "bytes": 1_073_741_824, "filled": true]],
          ],
          [
            "id": 1, "state": "Ready", "pod": "kafka-1", "node": .null, "address": .null, "restarts": 2, "cut": true,
            "outside": [], "disks": [],
          ],
        ],
      ]
    ],
    "nodes": [["name": "node-1", "ready": true], ["name": "node-2", "ready": false]],
  ]

  @Test func aPipeGetsALineForEachThing() {
    #expect(
      StatusText(status).lines == [
        "sandbox default up /tmp/x", "access shop/kafka external bootstrap=127.42.1.1:29092",
        "envoy shop/kafka envoy-1 Ready address=127.42.1.1 restarts=0 connections=4",
        "broker shop/kafka 0 Ready pod=kafka-0 node=node-1 address=127.42.1.2 outside=127.42.1.1:19090 restarts=0 "
          + "disks=/kafka-logs:1.5M/1.0G:full",
        "broker shop/kafka 1 Cut pod=kafka-1 node=- address=- outside=- restarts=2 disks=-", "node node-1 Ready",
        "node node-2 NotReady",
      ])
  }

  @Test func aTerminalGetsTablesWithinItsWidth() {
    let text = StatusText(status).table(hasColours: false, width: 60)
    #expect(text.contains("BROKER  STATE  OUTSIDE"))
    #expect(text.contains("0       Ready  127.42.1.1:19090"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 60 })
    #expect(!text.contains("\u{1B}"))
    let coloured = StatusText(status).table(hasColours: true, width: 200)
    #expect(coloured.contains("\u{1B}[31m1       Cut"))
    #expect(!coloured.contains("\u{1B}[31m0       Ready"))
  }

  @Test func aSandboxThatStartsIsShownToo() {
    #expect(StatusText(["name": "a", "state": "starting"]).lines == ["sandbox a starting -"])
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1024, "1.0K"), (10_240, "10K"), (1_023_000, "999K"), (5 << 30, "5.0G"), (3 << 40, "3T"),
  ])
  func sizesAreShort(_ bytes: Int, _ text: String) { #expect(StatusText.size(bytes) == text) }

  @Test func connectionsAreThoseOfClientsOfKafka() {
    let text = """
      # TYPE envoy_listener_downstream_cx_active gauge
      envoy_listener_downstream_cx_active{envoy_listener_address="broker-0"} 3
      envoy_listener_downstream_cx_active{envoy_listener_address="bootstrap"} 2
      envoy_listener_downstream_cx_active{envoy_listener_address="health"} 7
      envoy_listener_downstream_cx_active{envoy_listener_address="admin-window"} 1
      envoy_listener_worker_downstream_cx_active{envoy_worker_id="1",envoy_listener_address="broker-0"} 3
      """
    #expect(EnvoyConnections.sum(of: text) == 5)
  }
}
