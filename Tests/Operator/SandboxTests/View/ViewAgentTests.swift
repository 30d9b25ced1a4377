import Foundation
import JSON
import Testing

@testable import Sandbox

/// What agents say, from the control plane's status to words.
@Suite struct ViewAgentTests {
  private let mounts = [
    AgentWords.Mount(folder: "/tmp/sandbox/volumes/u0/data", mountPath: "/kafka-logs"),
    AgentWords.Mount(folder: "/tmp/sandbox/volumes/u1/data", mountPath: "/more-logs"),
  ]
  private let now = Date(timeIntervalSince1970: 1_800_000_000)

  private func dir(
    _ volume: String, _ state: String = "ok", problem: String = "", id: String = "A", previous: JSONValue = .null
  ) -> JSONValue {
    [
      "path": .string("/tmp/sandbox/volumes/\(volume)/data/kafka"), "state": .string(state),
      "problem": .string(problem), "totalBytes": 1_073_741_824, "usedBytes": 1_572_864, "directoryId": .string(id),
      "previous": previous,
    ]
  }

  private func broker(
    _ id: Int, health: String = "healthy", reason: String = "", process: String = "running", kafka: String = "answers",
    listeners: [JSONValue] = [], dirs: [JSONValue]
  ) -> JSONValue {
    [
      "broker": .string("shop/kafka/\(id)"), "health": .string(health), "reason": .string(reason),
      "silentSeconds": 0.7, "process": .string(process), "kafka": .string(kafka), "kafkaLatencyMicroseconds": 2_345,
      "listeners": .array(listeners), "logDirs": .array(dirs),
    ]
  }

  private func listener(_ name: String, _ state: String = "answers", expiry: String = "", problem: String = "")
    -> JSONValue
  {
    [
      "name": .string(name), "state": .string(state), "problem": .string(problem),
      "certificateExpiry": .string(expiry),
    ]
  }

  /// The status of a sandbox whose control plane answers so.
  private func status(_ brokers: [JSONValue], events: [JSONValue] = []) -> JSONValue {
    let words = AgentWords(
      ["agents": ["brokers": .array(brokers), "events": .array(events)]], mounts: mounts, now: now)
    let shown: [JSONValue] = (0..<3).map { id in
      [
        "id": .number(JSONNumber(id)), "state": "Ready", "pod": .string("kafka-\(id)"), "restarts": 0, "cut": false,
        "agent": words.broker("shop", "kafka", Int32(id)) ?? .null,
      ]
    }
    return [
      "name": "default", "state": "up", "folder": "/tmp/x", "brokerAgent": "/bin/broker-agent",
      "controlPlane": ["url": "http://127.0.0.1:1", "problem": .null, "log": "/tmp/x/logs/control-plane.log"],
      "clusters": [["namespace": "shop", "name": "kafka", "brokers": .array(shown)]], "events": .array(words.events),
    ]
  }

  private func lines(_ status: JSONValue) -> [String] {
    StatusText(status).lines.filter { $0.hasPrefix("agent") || $0.hasPrefix("note") || $0.hasPrefix("control") }
  }

  @Test func aBrokerThatIsWellHasALineAndNoNotes() {
    let status = status([broker(0, dirs: [dir("u0"), dir("u1")])])
    #expect(
      lines(status) == [
        "agent shop/kafka 0 healthy heard=0.7s process=running kafka=answers latency=2.3ms "
          + "disks=/kafka-logs:1.5M/1.0G:ok,/more-logs:1.5M/1.0G:ok"
      ])
  }

  @Test func everyTroubleHasANoteThatNamesItsPlace() {
    let status = status([
      broker(
        0, health: "unhealthy", reason: "the process is gone", process: "gone", kafka: "refused",
        listeners: [listener("EXTERNAL", "refused", problem: "nobody listens there")],
        dirs: [dir("u0", "failed", problem: "/tmp/sandbox/volumes/u0/data/.koperator: open: EIO")]),
      broker(
        1,
        listeners: [
          listener("CONTROLLER", "timed-out", problem: "no answer after 5 s"),
          listener("EXTERNAL", expiry: "2027-02-04T08:00:00Z"), listener("INTERNAL", expiry: "2027-01-01T00:00:00Z"),
          listener("OTHER", expiry: "2027-03-01T00:00:00Z"),
        ], dirs: [dir("u0", "hung", problem: "statvfs has not come back in 2000 ms"), dir("u1", "read-only")]),
      broker(2, health: "unhealthy", reason: "the process is gone", dirs: []),
    ])
    #expect(
      lines(status) == [
        "agent shop/kafka 0 unhealthy heard=0.7s process=gone kafka=refused latency=- disks=/kafka-logs:1.5M/1.0G:failed",
        "note shop/kafka 0 unhealthy: the process is gone",
        "note shop/kafka 0 /kafka-logs: /kafka-logs/.koperator: open: EIO",
        "agent shop/kafka 1 healthy heard=0.7s process=running kafka=answers latency=2.3ms "
          + "disks=/kafka-logs:1.5M/1.0G:hung,/more-logs:1.5M/1.0G:read-only",
        "note shop/kafka 1 listener CONTROLLER timed-out: no answer after 5 s",
        "note shop/kafka 1 listener EXTERNAL: its certificate ends in 20d (2027-02-04T08:00:00Z)",
        "note shop/kafka 1 listener INTERNAL: its certificate ended at 2027-01-01T00:00:00Z",
        "note shop/kafka 1 /kafka-logs: statvfs has not come back in 2000 ms",
        "agent shop/kafka 2 unhealthy heard=0.7s process=running kafka=answers latency=2.3ms disks=-",
        "note shop/kafka 2 unhealthy: the process is gone; it answers again",
      ])
  }

  @Test(arguments: [
    // It lies there unformatted, however long ago the other one went.
    (state: "missing", id: "", age: 90_000, isNew: true, text: "/kafka-logs: B was there until 25h ago"),
    (state: "ok", id: "A", age: 12, isNew: true, text: "/kafka-logs: B was there until 12s ago, A is there now"),
    // It works: that is no news any more.
    (state: "ok", id: "A", age: 601, isNew: false, text: ""),
  ])
  func aDiskThatWasSwappedIsShown(state: String, id: String, age: Int, isNew: Bool, text: String) {
    let previous: JSONValue = ["directoryId": "B", "secondsAgo": .number(JSONNumber(age))]
    let lines = lines(status([broker(0, dirs: [dir("u0", state, id: id, previous: previous)])]))
    #expect(lines.first?.hasSuffix(isNew ? ":\(state),swapped" : ":\(state)") == true)
    #expect(lines.dropFirst() == (isNew ? ["note shop/kafka 0 \(text)"] : []))
  }

  @Test func theTableFitsAndTellsTheLastEvents() {
    let events: [JSONValue] = (0..<20).map { number in
      [
        "secondsAgo": .number(JSONNumber(number * 30)), "broker": "shop/kafka/0",
        "subject": .string(number % 4 == 1 ? "listener A" : "log-dir /tmp/sandbox/volumes/u0/data/kafka"),
        "before": "ok", "after": "full",
        "reason": "no byte is free",
      ]
    }
    let troubled = broker(
      1, health: "unreachable", reason: String(repeating: "long ", count: 50),
      dirs: [dir("u0", "not-writable"), dir("u1")])
    let text = StatusText(status([broker(0, dirs: [dir("u0")]), troubled], events: events))
    let table = text.table(hasColours: false, width: 120)
    #expect(table.split(separator: "\n").allSatisfy { $0.count <= 120 })
    #expect(
      table.contains(
        """
        AGENT  HEALTH       HEARD  PROCESS  KAFKA    LATENCY  LOG DIR      USED       DISK
        0      healthy      0.7s   running  answers  2.3ms    /kafka-logs  1.5M/1.0G  ok
        1      unreachable  0.7s   running  answers  2.3ms    /kafka-logs  1.5M/1.0G  not-writable
                                                              /more-logs   1.5M/1.0G  ok
        2      -            -      -        -        -        -            -          -

        broker 1: unreachable: long long
        """))
    #expect(
      table.hasSuffix(
        """
        AGO   BROKER        WHAT                       CHANGE
        0.0s  shop/kafka/0  log-dir /kafka-logs/kafka  ok -> full: no byte is free
        60s   shop/kafka/0  log-dir /kafka-logs/kafka  ok -> full: no byte is free
        90s   shop/kafka/0  log-dir /kafka-logs/kafka  ok -> full: no byte is free
        2m    shop/kafka/0  log-dir /kafka-logs/kafka  ok -> full: no byte is free
        3m    shop/kafka/0  log-dir /kafka-logs/kafka  ok -> full: no byte is free
        3m    shop/kafka/0  log-dir /kafka-logs/kafka  ok -> full: no byte is free
        4m    shop/kafka/0  log-dir /kafka-logs/kafka  ok -> full: no byte is free

        """))
    let coloured = text.table(hasColours: true, width: 120)
    #expect(coloured.contains("\u{1B}[31m1      unreachable"))
    #expect(!coloured.contains("\u{1B}[31m0      healthy"))
  }

  @Test func aControlPlaneThatCannotBeAskedIsSaid() {
    var status = status([broker(0, dirs: [dir("u0")])]).objectValue ?? [:]
    status["controlPlane"] = ["problem": "no connection came about", "log": "/tmp/x/logs/control-plane.log"]
    status["clusters"] = [
      ["namespace": "shop", "name": "kafka", "brokers": [["id": 0, "state": "Ready", "agent": .null]]]
    ]
    #expect(
      lines(.object(status)) == [
        "control-plane unknown log=/tmp/x/logs/control-plane.log no connection came about"
      ])
    let table = StatusText(.object(status)).table(hasColours: false, width: 120)
    #expect(
      table.contains("control plane  cannot be asked, so what agents say is not known: no connection came about\n"))
    #expect(table.contains("\n               log  /tmp/x/logs/control-plane.log\n"))
    #expect(!table.contains("AGENT"))
  }

  @Test func aSandboxWithoutAgentsSaysHowToGetThem() {
    var status = status([]).objectValue ?? [:]
    status["brokerAgent"] = .null
    #expect(lines(.object(status)).first?.contains("BROKER_AGENT") == true)
    let table = StatusText(.object(status)).table(hasColours: false, width: 120)
    #expect(table.contains("BROKER_AGENT") && !table.contains("AGENT  HEALTH"))
  }

  @Test func agesAndLatenciesAloneAreNoChange() {
    func at(_ age: JSONValue, health: String = "healthy") -> JSONValue {
      var word =
        broker(0, health: health, dirs: [dir("u0", previous: ["directoryId": "B", "secondsAgo": age])])
        .objectValue ?? [:]
      word["silentSeconds"] = age
      word["kafkaLatencyMicroseconds"] = age
      return status(
        [.object(word)], events: [["secondsAgo": age, "broker": "shop/kafka/0", "subject": "health", "reason": ""]])
    }
    #expect(at(0.3) != at(0.6))
    #expect(StatusChanges.of(at(0.3)) == StatusChanges.of(at(0.6)))
    #expect(StatusChanges.of(at(0.3)) != StatusChanges.of(at(0.3, health: "unhealthy")))
  }

  @Test func whereNobodyListensTheReasonIsKept() async throws {
    let words = await AgentWords.ask("http://127.0.0.1:1", mounts: [], nil)
    #expect(words.problem != nil)
    #expect(words.broker("shop", "kafka", 0) == nil)
  }
}
