import JSON
import Testing

@testable import KubernetesSandbox

/// What kubectl shows of objects.
struct KindsTableTests {
  @Test(
    arguments: [
      (0, "0s"), (119, "119s"), (120, "2m"), (185, "3m5s"), (600, "10m"), (10_799, "179m"), (10_800, "3h"),
      (11_100, "3h5m"),
      (28_800, "8h"), (172_799, "47h"), (172_800, "2d"), (176_400, "2d1h"), (691_200, "8d"), (63_071_999, "729d"),
      (63_072_000, "2y"), (63_158_400, "2y1d"), (-1, "0s"), (-5, "<invalid>"),
    ] as [(Int64, String)])
  func anAgeIsSaidAsPeopleSayIt(_ seconds: Int64, _ text: String) {
    #expect(TableFormat.duration(seconds) == text)
  }

  @Test func everyBuiltInKindHasACellForEachColumn() throws {
    for type in BuiltInResources.types {
      let object: JSONValue = [
        "metadata": ["name": "a", "creationTimestamp": "2026-01-02T03:04:05Z"], "spec": [:], "status": [:],
      ]
      let cells = try #require(BuiltInTable.cells(of: object, kind: type.kind, now: 1_800_000_000), "\(type.kind)")
      #expect(cells.count == type.storageVersion.columns.count, "\(type.qualifiedName)")
    }
    #expect(BuiltInTable.cells(of: [:], kind: "Widget", now: 0) == nil)
  }

  private static func pod(_ status: JSONValue, deleted: Bool = false, containers: Int = 1) -> [JSONValue] {
    var metadata: JSONValue = ["name": "a", "creationTimestamp": "2026-01-02T03:04:05Z"]
    if deleted { metadata["deletionTimestamp"] = "2026-01-02T03:05:05Z" }
    let named = (0..<containers).map { JSONValue.object(["name": .string("c\($0)")]) }
    let init0: JSONValue = [["name": "i0"], ["name": "side", "restartPolicy": "Always"]]
    let object: JSONValue = [
      "metadata": metadata, "spec": ["containers": .array(named), "initContainers": init0], "status": status,
    ]
    return Array((BuiltInTable.cells(of: object, kind: "Pod", now: 1_767_323_105) ?? []).prefix(4))
  }

  private static let started: JSONValue = [
    ["name": "i0", "state": ["terminated": ["exitCode": 0]]],
    ["name": "side", "started": true, "ready": true, "state": ["running": [:]]],
  ]

  @Test func aPodIsShownByWhatItsContainersDo() {
    #expect(Self.pod(["phase": "Pending"]) == ["0/2", "Pending", "0", "60s"])
    let waiting: JSONValue = [["name": "i0", "state": ["running": [:]]], ["name": "side", "state": ["waiting": [:]]]]
    #expect(
      Self.pod(["phase": "Pending", "initContainerStatuses": waiting]) == ["0/2", "Init:0/2", "0", "60s"])
    let failed: JSONValue = [["name": "i0", "state": ["terminated": ["exitCode": 3]]]]
    #expect(Self.pod(["phase": "Pending", "initContainerStatuses": failed])[1] == "Init:ExitCode:3")
    let over: JSONValue = [
      "phase": "Succeeded", "initContainerStatuses": failed, "conditions": [["type": "Initialized", "status": "True"]],
      "containerStatuses": [["name": "a", "state": ["terminated": ["exitCode": 0, "reason": "Completed"]]]],
    ]
    #expect(Self.pod(over)[1] == "Completed")
    func running(_ container: JSONValue) -> JSONValue {
      ["phase": "Running", "initContainerStatuses": Self.started, "containerStatuses": [container]]
    }
    #expect(
      Self.pod(running(["name": "c0", "ready": true, "restartCount": 0, "state": ["running": [:]]]))
        == ["2/2", "Running", "0", "60s"])
    let crashed: JSONValue = [
      "name": "c0", "ready": false, "restartCount": 4, "state": ["waiting": ["reason": "CrashLoopBackOff"]],
      "lastState": ["terminated": ["finishedAt": "2026-01-02T03:04:35Z", "exitCode": 1]],
    ]
    #expect(Self.pod(running(crashed)) == ["1/2", "CrashLoopBackOff", "4 (30s ago)", "60s"])
    let killed: JSONValue = ["name": "c0", "state": ["terminated": ["signal": 9, "exitCode": 137]]]
    #expect(Self.pod(running(killed))[1] == "Signal:9")
    #expect(Self.pod(["phase": "Running"], deleted: true)[1] == "Terminating")
    #expect(Self.pod(["phase": "Succeeded"], deleted: true)[1] == "Succeeded")
  }
}
