import AgentAPI
import Glibc
import Synchronization
import Telemetry
import Testing
import Transport

@testable import BrokerAgent

/// The agent of a node as a whole: pods' folders as the kubelet makes them, and what answers as Kafka does.
@Suite struct NodeAgentTests {
  /// A node with some brokers.
  private final class Node {
    let fixtures = DiscoveryFixtures()
    let group: EventLoopGroup
    var servers: [Int: TestServer] = [:]
    let lines = Lines()

    init(brokers: [Int]) throws {
      group = try EventLoopGroup(count: 1)
      for id in brokers { try start(id) }
    }

    deinit { group.shutdown() }

    func start(_ id: Int, more: String = "") throws {
      let server = try TestServer(on: group, TestServer.broker)
      servers[id] = server
      fixtures.pod(
        id,
        settings: """
          node.id=\(id)
          listeners=INTERNAL://127.0.0.1:\(server.address.port ?? 0)
          listener.security.protocol.map=INTERNAL:PLAINTEXT
          log.dirs=/kafka-logs/kafka\(more)
          """)
      fixtures.announce(id)
    }

    func agent(_ replica: TestReplica?, on group: EventLoopGroup) throws -> NodeAgent {
      var environment = ["DISCOVERY_FOLDER": fixtures.folder, "PODS_FOLDER": fixtures.pods, "NODE_NAME": "n"]
      if let replica { environment["CONTROL_PLANE"] = "\(replica.address)" }
      let log = Logger(LogSink(level: .info, output: { [lines] bytes in lines.add(bytes) }))
      return NodeAgent(try NodeConfiguration(environment: environment), version: "test", on: group, log: log)
    }

    func says(_ text: String) -> Bool { lines.contain(text) }
  }

  /// What a log wrote.
  private final class Lines: Sendable {
    private let all = Mutex<[String]>([])
    func add(_ bytes: [UInt8]) { all.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
    func contain(_ text: String) -> Bool { all.withLock { $0.contains { $0.contains(text) } } }
  }

  private func all(_ agent: NodeAgent, on loop: EventLoop) -> [(broker: WatchedBroker, state: BrokerState)] {
    let found = Mutex<[(broker: WatchedBroker, state: BrokerState)]>([])
    loop.executeAndWait {
      let states = agent.states
      found.withLock { $0 = states }
    }
    return found.withLock { $0 }
  }

  private func states(_ agent: NodeAgent, on loop: EventLoop) -> [Int32: BrokerState] {
    var states: [Int32: BrokerState] = [:]
    for one in all(agent, on: loop) { states[one.broker.id] = one.state }
    return states
  }

  /// What a replica knows of a broker by all reports of a call.
  private func told(_ replica: TestReplica, _ id: UInt32) -> AgentAPI.BrokerReport? {
    let reports = replica.call.reports
    guard let full = reports.last(where: { $0.identity?.brokerId == id }) else { return nil }
    var known = full
    for report in reports where report.broker == full.broker && report.sequence > full.sequence {
      if let kafka = report.kafka { known.kafka = kafka }
      for dir in report.logDirs {
        known.logDirs.removeAll { $0.path == dir.path }
        known.logDirs.append(dir)
      }
    }
    return known
  }

  @Test func oneCallReportsAllBrokersOfTheNode() throws {
    let node = try Node(brokers: [1, 2])
    let replica = try TestReplica()
    defer { replica.stop() }
    let bench = try ProbeBench()
    let agent = try node.agent(replica, on: bench.group)
    try agent.start()
    defer { agent.stop() }
    for id in [UInt32(1), 2] {
      eventually("broker \(id) answers") { told(replica, id)?.kafka?.state == .stateAnswers }
      eventually("its disk is well") { told(replica, id)?.logDirs.first?.state == .stateOk }
      #expect(told(replica, id)?.logDirs.first?.path == "/kafka-logs/kafka")
      #expect(told(replica, id)?.identity?.podUid == DiscoveryFixtures.uid(Int(id)))
      #expect(access("\(node.fixtures.volume(Int(id)))/.koperator/write-probe", F_OK) == 0)
    }
    #expect(replica.calls.count == 1 && replica.call.hellos.first?.node == "n")
  }

  @Test func oneThatGoesDoesNotTouchTheOther() throws {
    let node = try Node(brokers: [1, 2])
    let replica = try TestReplica()
    defer { replica.stop() }
    let bench = try ProbeBench()
    let agent = try node.agent(replica, on: bench.group)
    try agent.start()
    defer { agent.stop() }
    eventually("both answer") { [1, 2].allSatisfy { told(replica, $0)?.kafka?.state == .stateAnswers } }
    node.servers[1]?.stop()
    eventually("the first is refused") { told(replica, 1)?.kafka?.state == .stateRefused }
    #expect(told(replica, 2)?.kafka?.state == .stateAnswers)
    let number = try #require(replica.call.reports.last { $0.identity?.brokerId == 1 }?.broker)
    node.fixtures.deletePod(1)
    func isGone() -> Bool {
      replica.call.messages.contains { if case .gone(let gone) = $0 { gone.broker == number } else { false } }
    }
    eventually("its pod is gone") { isGone() }
    #expect(states(agent, on: bench.loop).keys.sorted() == [2])
    #expect(told(replica, 2)?.kafka?.state == .stateAnswers)
    #expect(replica.calls.count == 1)
  }

  @Test func brokersComeChangeAndGo() throws {
    let node = try Node(brokers: [1])
    let bench = try ProbeBench()
    let agent = try node.agent(nil, on: bench.group)
    try agent.start()
    defer { agent.stop() }
    eventually("the first answers") { states(agent, on: bench.loop)[1]?.kafka.status == .answers }
    try node.start(2)
    eventually("the second answers") { states(agent, on: bench.loop)[2]?.kafka.status == .answers }
    // Kafka's configuration is followed, and the file of discovery is, too.
    node.fixtures.configure(
      2,
      """
      node.id=2
      listeners=INTERNAL://127.0.0.1:\(node.servers[1]?.address.port ?? 0)
      listener.security.protocol.map=INTERNAL:PLAINTEXT
      log.dirs=/kafka-logs/kafka,/elsewhere/kafka
      """)
    eventually("it has two log directories") { states(agent, on: bench.loop)[2]?.logDirs.count == 2 }
    let unseen = states(agent, on: bench.loop)[2]?.logDirs.first { $0.path == "/elsewhere/kafka" }
    #expect(unseen?.status == .unknown && unseen?.problem.contains("VOLUMES") == true)
    node.fixtures.announce(2, ["POD_IP": "127.0.0.2"])
    eventually("it is watched anew") {
      let second = all(agent, on: bench.loop).last
      return second?.broker.address == "127.0.0.2" && second?.state.kafka.status == .answers
    }
    node.fixtures.withdraw(1)
    eventually("the first is not watched") { states(agent, on: bench.loop).keys.sorted() == [2] }
    eventually("and that is said") { node.says("not watched any more") }
  }

  @Test func aBadFileIsNamedAndTheOthersAreWatched() throws {
    let node = try Node(brokers: [1])
    node.fixtures.pod(3, settings: "node.id=3")
    node.fixtures.announce(3, ["BROKER_ID": "three"])
    let bench = try ProbeBench()
    let agent = try node.agent(nil, on: bench.group)
    try agent.start()
    defer { agent.stop() }
    eventually("the first answers") { states(agent, on: bench.loop)[1]?.kafka.status == .answers }
    eventually("the other's file is named") {
      node.says("kafka.kafka.3") && node.says("BROKER_ID: 'three' is no node id")
    }
    node.fixtures.announce(3, ["BROKER_ID": "3"])
    eventually("it is watched") { states(agent, on: bench.loop)[3] != nil }
    eventually("and that is said") { node.says("can be used again") }
  }

  @Test func aNodesEnvironment() throws {
    let environment = [
      "DISCOVERY_FOLDER": "/run/koperator/brokers", "PODS_FOLDER": "/host/pods/", "NODE_NAME": "n",
      "POD_IP": "10.0.0.9",
      "CONTROL_PLANE": "koperator:18000", "TLS_FOLDER": "/tls",
    ]
    let configuration = try NodeConfiguration(environment: environment)
    #expect(configuration.podsFolder == "/host/pods" && configuration.local?.description == "10.0.0.9:9021")
    #expect(configuration.reporting.node == "n" && configuration.reporting.controlPlane != nil)
    for (name, value) in [
      ("DISCOVERY_FOLDER", ""), ("DISCOVERY_FOLDER", "brokers"), ("PODS_FOLDER", "../x"), ("POD_IP", "node"),
      ("CONTROL_PLANE", "koperator"),
    ] {
      var other = environment
      other[name] = value
      let error = #expect(throws: AgentError.self) { try NodeConfiguration(environment: other) }
      #expect(error?.object == name)
    }
  }
}
