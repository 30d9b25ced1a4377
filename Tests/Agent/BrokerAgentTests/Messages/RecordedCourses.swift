import AgentAPI
import Protobuf

@testable import BrokerAgent

/// What an agent says in courses that are always the same.
struct RecordedCourses {
  private var tracker: StateTracker
  private var outputs: [(output: AgentOutput, time: Duration)] = []
  private var now = Duration.seconds(10_000)
  private let hello: AgentHello

  private init(node: String, capacity: Int = 256) {
    tracker = StateTracker(history: TransitionRing(capacity: capacity))
    hello = AgentHello(
      version: "0.1.0", incarnation: 1_700_000_000_000_000_000, node: node, intervalMilliseconds: 1_000)
  }

  /// The messages of all files, by their names.
  static func all() throws -> [String: [[UInt8]]] {
    [
      "sidecar-1.bin": try sidecar(), "node-1.bin": try node(), "unknown-1.bin": try unknown(),
      "server-1.bin": server(),
    ]
  }

  // MARK: Courses

  private static func sidecar() throws -> [[UInt8]] {
    var course = RecordedCourses(node: "worker-1", capacity: 4)
    let broker = self.broker(101, pod: "a")
    var state = course.healthy(101)
    // An outage of the control plane, in which the broker restarted and a disk was slow to come.
    for status in [LogDirState.Status.unknown, .hung, .ok, .readOnly, .ok] {
      state.logDirs[1].status = status
      course.update(broker, state, after: .seconds(1))
    }
    state.process.restarts = 1
    state.process.pid = 900
    course.update(broker, state, after: .seconds(1))
    course.outputs = []
    var stream = course.begin()
    var welcome = ServerWelcome()
    welcome.lastSequence = 1
    for output in try stream.receive(.welcome(welcome), course.tracker, at: course.now) { course.say(output) }
    course.beat()
    state.logDirs[0].status = .full
    state.logDirs[0].space?.freeBytes = 0
    state.logDirs[0].space?.usedBytes = 1 << 40
    state.logDirs[0].write?.error = "ENOSPC"
    state.logDirs[0].problem = "no room is left"
    course.update(broker, state, after: .milliseconds(300))
    state.logDirs[1].status = .hung
    state.logDirs[1].problem = "statvfs did not come back in 5 s"
    course.update(broker, state, after: .milliseconds(700))
    state.process.status = .gone
    state.process.pid = 0
    state.kafka.status = .refused
    state.kafka.streak = 1
    state.listeners[0].status = .refused
    state.listeners[0].certificate = nil
    course.update(broker, state, after: .milliseconds(10))
    course.beat()
    state = course.healthy(101)
    state.process.restarts = 2
    state.logDirs[1].identity?.directoryID = "another disk"
    state.logDirs[1].partitions = PartitionsState()
    state.logDirs[1].isCleanShutdown = true
    course.update(broker, state, after: .seconds(20))
    state.logDirs.removeLast()
    state.listeners.removeLast()
    course.update(broker, state, after: .seconds(1))
    course.beat()
    return course.bytes
  }

  private static func node() throws -> [[UInt8]] {
    var course = RecordedCourses(node: "worker-2")
    for id in [0, 1, 2] as [Int32] { course.update(broker(id, pod: "first"), course.healthy(id), after: .seconds(1)) }
    course.outputs = []
    _ = course.begin()
    course.beat()
    if let gone = course.tracker.remove(broker(1, pod: "first")) { course.say(gone) }
    course.update(broker(2, pod: "second"), course.healthy(2), after: .seconds(1))
    course.update(broker(1, pod: "back"), course.healthy(1), after: .seconds(1))
    course.beat()
    return course.bytes
  }

  private static func unknown() throws -> [[UInt8]] {
    var course = RecordedCourses(node: "")
    _ = course.begin()
    course.beat()
    course.update(broker(0, pod: "größe"), BrokerState(), after: .seconds(1))
    course.beat()
    return course.bytes
  }

  private static func server() -> [[UInt8]] {
    var messages: [ServerMessage] = []
    messages.append(ServerMessage { $0.message = .welcome(Welcome()) })
    messages.append(
      ServerMessage {
        $0.message = .welcome(
          Welcome {
            $0.version = "0.1.0"
            $0.lastSequence = 1 << 40
            $0.intervalMs = 500
          })
      })
    for interval in [0, 1, 200, 1_000, 10_000, .max] as [UInt32] {
      messages.append(ServerMessage { $0.message = .sampling(Sampling { $0.intervalMs = interval }) })
    }
    return messages.map { $0.serialized() }
  }

  // MARK: Steps

  private var bytes: [[UInt8]] { outputs.map { MessageEncoder.encode($0.output, at: $0.time) } }

  private mutating func say(_ output: AgentOutput) { outputs.append((output, now)) }

  private mutating func begin() -> ReportStream {
    let (stream, first) = ReportStream.begin(hello, tracker, at: now, patience: .seconds(10))
    for output in first { say(output) }
    return stream
  }

  private mutating func beat() {
    now += .seconds(1)
    say(.heartbeat(sequence: tracker.sequence))
  }

  private mutating func update(_ broker: WatchedBroker, _ state: BrokerState, after time: Duration) {
    now += time
    if let output = tracker.update(broker, state, at: now, time: 1_700_000_000_000) { say(output) }
  }

  private static func broker(_ id: Int32, pod: String) -> WatchedBroker {
    WatchedBroker(
      namespace: "kafka", cluster: "events", id: id, podName: "events-\(id)-\(pod)", podUID: "uid-\(id)-\(pod)",
      address: "10.1.2.\(id)")
  }

  private func healthy(_ id: Int32) -> BrokerState {
    var state = FullReport.state(now: now)
    state.process.problem = ""
    state.kafka.problem = ""
    state.kafka.nodeID = id
    state.figures?.problem = ""
    state.logDirs[0].path = "/kafka-logs/a"
    state.logDirs[0].problem = ""
    state.logDirs[0].isCleanShutdown = false
    state.logDirs[0].space?.isReadOnly = false
    state.logDirs[0].identity?.nodeID = id
    state.logDirs.append(state.logDirs[0])
    state.logDirs[1].path = "/kafka-logs/b"
    return state
  }
}
