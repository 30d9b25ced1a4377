import AgentAPI
import AgentService
import ClusterTopology
import EnvoyConfig
import GRPC
import KubernetesObjects
import Synchronization
import Telemetry
import Testing
import Transport
import XDS
import XDSServer

@testable import Coordinator

private func word(_ id: Int32, _ health: BrokerHealth?, pod: String = "", at last: Int? = nil) -> AgentWord {
  AgentWord(id: id, address: IPAddress("10.0.0.\(last ?? Int(id) + 1)"), podUID: pod, health: health)
}

/// A call without a connection.
private final class SilentCall: GRPCServiceCall {
  func send(_ message: [UInt8]) {}
  func finish(_ status: GRPCStatus) {}
}

private func say(_ handler: (any GRPCCallHandler)?, _ message: AgentMessage.Message) {
  handler?.received(AgentMessage { $0.message = message }.serialized(), at: MonotonicClock.now)
}

/// Begins the call of an agent, which says Hello.
private func begin(_ agents: AgentService, _ peer: GRPCPeer, incarnation: UInt64) -> (any GRPCCallHandler)? {
  let head = GRPCCallHead(service: "", method: "", authority: "", metadata: [:], deadline: nil)
  let handler = agents.begin(SilentCall(), head, from: peer)
  say(handler, .hello(Hello { $0.incarnation = incarnation }))
  return handler
}

/// A full report of a broker of `shop/kafka`.
private func report(
  _ id: Int32, _ sequence: UInt64, _ state: Kafka.State, number: UInt32 = 1
) -> AgentMessage.Message {
  .report(
    AgentAPI.BrokerReport { report in
      report.broker = number
      report.sequence = sequence
      report.full = true
      report.identity = AgentAPI.BrokerIdentity {
        $0.namespace = "shop"
        $0.cluster = "kafka"
        $0.brokerId = UInt32(id)
        $0.podUid = "\(id)"
        $0.address = "127.0.0.\(id + 2)"
      }
      report.kafka = Kafka { $0.state = state }
    })
}

@Suite struct AgentInputsTests {
  private func members(_ inputs: FileInputs) -> [Int32]? { inputs.topology?.bootstrapMembers["external"] }

  // MARK: Files

  @Test func agentsSayWhereBrokersAreWhenThereIsNoFileOfEndpoints() {
    var inputs = FileInputs(hasEndpoints: false, takesAgents: true)
    #expect(inputs.verdicts[.endpoints] == nil)
    _ = inputs.receive(bytes(manifest([0, 1, 2])), of: .manifest, at: .zero)
    _ = inputs.receive(agents: [word(0, .healthy), word(1, .healthy)], at: .seconds(1))
    // Envoys that run would lose the third.
    #expect(!inputs.hasLoaded)
    _ = inputs.receive(agents: [word(0, .healthy), word(1, .healthy), word(2, .healthy)], at: .seconds(2))
    #expect(members(inputs) == [0, 1, 2])
    _ = inputs.receive(agents: [word(0, .healthy), word(1, .unhealthy), word(2, .unknown)], at: .seconds(3))
    #expect(members(inputs) == [0, 2])
    #expect(inputs.topology?.broker(1)?.location?.address == IPAddress("10.0.0.2"))
  }

  @Test func agentsThatDoNotComeAreNotWaitedForForEver() {
    var inputs = FileInputs(hasEndpoints: false, takesAgents: true)
    _ = inputs.receive(bytes(manifest([0, 1])), of: .manifest, at: .zero)
    _ = inputs.look(at: .seconds(100), date: 0)
    // None at all is no reason to give Envoys nothing.
    #expect(!inputs.hasLoaded)
    _ = inputs.receive(agents: [word(0, .healthy)], at: .seconds(101))
    #expect(members(inputs) == [0])
    var patient = FileInputs(hasEndpoints: false, takesAgents: true)
    _ = patient.receive(bytes(manifest([0, 1])), of: .manifest, at: .zero)
    _ = patient.receive(agents: [word(0, .healthy)], at: .seconds(1))
    _ = patient.look(at: .seconds(14), date: 0)
    #expect(!patient.hasLoaded)
    _ = patient.look(at: .seconds(15), date: 0)
    #expect(members(patient) == [0])
  }

  @Test func whatAnEarlierRunKnewNeedsNoAgent() {
    var first = FileInputs(hasEndpoints: false, takesAgents: true)
    _ = first.receive(bytes(manifest([0, 1])), of: .manifest, at: .zero)
    _ = first.receive(agents: [word(0, .healthy), word(1, .unhealthy)], at: .seconds(1))
    var next = FileInputs(membership: first.membership, hasEndpoints: false, takesAgents: true)
    _ = next.receive(bytes(manifest([0, 1])), of: .manifest, at: .zero)
    #expect(members(next) == [0])
  }

  @Test func agentsSayHowTheBrokersOfAFileAre() {
    var inputs = FileInputs(takesAgents: true)
    _ = inputs.receive(bytes(manifest([0, 1, 2])), of: .manifest, at: .zero)
    _ = inputs.receive(agents: [word(1, .unhealthy, at: 77)], at: .zero)
    _ = inputs.receive(bytes(endpoints("hhh")), of: .endpoints, at: .zero)
    #expect(members(inputs) == [0, 2])
    // The file says where it is.
    #expect(inputs.topology?.broker(1)?.location?.address != IPAddress("10.0.0.77"))
    _ = inputs.receive(bytes(endpoints("uhh")), of: .endpoints, at: .seconds(1))
    #expect(members(inputs) == [2])
    _ = inputs.receive(agents: [], at: .seconds(2))
    #expect(members(inputs) == [1, 2])
  }

  @Test func theSameWordsAgainChangeNothing() {
    var inputs = FileInputs(hasEndpoints: false, takesAgents: true)
    _ = inputs.receive(bytes(manifest([0])), of: .manifest, at: .zero)
    #expect(!inputs.receive(agents: [word(0, .healthy)], at: .seconds(1)).isEmpty)
    #expect(inputs.receive(agents: [word(0, .healthy)], at: .seconds(2)).isEmpty)
  }

  @Test func whatAnAgentSaysIsPublished() async throws {
    let folder = try TemporaryFolder()
    try folder.replace("cluster.yaml", manifest([0, 1]))
    let loops = try EventLoopGroup(count: 1)
    let metrics = MetricsRegistry()
    let log = Logger(LogSink { _ in })
    let agents = AgentService(AgentService.Settings(version: "test"), loop: loops.loops[0], metrics: metrics, log: log)
    let server = try XDSServer(
      XDSServerConfiguration(address: try NetworkAddress("127.0.0.1:0"), identifier: "test"), loops: loops,
      metrics: metrics, log: log, services: [agents]
    ) { _ in .refuse(.notFound, message: "no client is expected") }
    let coordinator = FileCoordinator(
      manifest: folder.path("cluster.yaml"), endpoints: nil, agents: agents, options: EnvoyOptions(),
      namespace: "default", server: server, store: nil, metrics: metrics, log: log)
    coordinator.start()
    defer {
      coordinator.stop()
      server.shutdown()
      loops.shutdown()
    }
    var handlers: [(any GRPCCallHandler)?] = []
    for id: Int32 in 0...1 {
      let handler = begin(agents, GRPCPeer(address: "", isLocal: true, certificate: nil), incarnation: UInt64(id) + 1)
      say(handler, report(id, 1, .stateAnswers))
      handlers.append(handler)
    }
    let group = GroupID(rawValue: "shop/kafka/external")
    #expect(await eventually { server.snapshot(of: group) != nil })
    let before = server.snapshot(of: group)
    say(handlers[1], report(1, 2, .stateRefused))
    #expect(await eventually { server.snapshot(of: group)?.generation ?? 0 > before?.generation ?? 0 })
    let after = server.snapshot(of: group)
    // Endpoints alone change: nothing is reset by it.
    for type in [TypeURL.listener, .cluster] {
      #expect(after?.resources(of: type).map(\.body) == before?.resources(of: type).map(\.body))
    }
    #expect(after?.resources(of: .endpoints).map(\.body) != before?.resources(of: .endpoints).map(\.body))
  }

  // MARK: Kubernetes

  private func members(_ world: World) -> [Int32]? {
    world.inputs.inputs(of: World.key)?.topology?.bootstrapMembers["external"]
  }

  @Test func podsSayWhereBrokersAreAndAgentsHow() {
    var world = World.running("RRR")
    #expect(members(world) == [0, 1, 2])
    world.inputs.receive(agents: [word(1, .unhealthy, pod: "1", at: 99)], of: World.key)
    world.update()
    #expect(members(world) == [0, 2])
    #expect(
      world.inputs.inputs(of: World.key)?.topology?.broker(1)?.location?.address == IPAddress("10.0.0.2"))
    world.inputs.receive(agents: [word(1, .healthy, pod: "1")], of: World.key)
    world.update()
    #expect(members(world) == [0, 1, 2])
  }

  @Test func theAgentOfAPodThatWasReplacedSaysNothing() {
    var world = World.running("RRR")
    world.inputs.receive(agents: [word(1, .unreachable, pod: "1")], of: World.key)
    world.update()
    #expect(members(world) == [0, 2])
    world.set(brokerPod(1, "R", at: "10.0.0.50", created: 5, uid: "new"))
    world.update()
    #expect(members(world) == [0, 1, 2])
  }

  @Test func aPodThatTerminatesIsDrainingWhateverItsAgentSays() {
    var world = World.running("RRR")
    world.inputs.receive(agents: [word(1, .healthy, pod: "1")], of: World.key)
    world.set(brokerPod(1, "T", at: "10.0.0.2"))
    world.update()
    #expect(members(world) == [0, 2])
  }

  @Test func theOwnersAreThePodsWithTheirNodes() {
    var world = World.running("RR")
    var pod = brokerPod(1, "P", at: nil)
    pod.spec = PodSpec(containers: [], nodeName: "worker-7")
    world.set(pod)
    world.update()
    #expect(world.inputs.owners[World.key]?[1]?.node == "worker-7")
    #expect(world.inputs.owners[World.key]?[0]?.uid == "0")
  }

  @Test func theAgentOfANodeIsHeardOnceTheApiServerHasItsPods() async throws {
    let api = TestServer()
    api.set("kafkaclusters", manifest([0, 1]))
    let loops = try EventLoopGroup(count: 1)
    let metrics = MetricsRegistry()
    let log = Logger(LogSink { _ in })
    var settings = AgentService.Settings(version: "test")
    settings.knowsPods = true
    let agents = AgentService(settings, loop: loops.loops[0], metrics: metrics, log: log)
    let server = try XDSServer(
      XDSServerConfiguration(address: try NetworkAddress("127.0.0.1:0"), identifier: "test"), loops: loops,
      metrics: metrics, log: log, services: [agents]
    ) { _ in .refuse(.notFound, message: "no client is expected") }
    let coordinator = try KubernetesCoordinator(
      api, KubernetesCoordinator.Settings(namespace: "shop", server: "https://api", options: EnvoyOptions()),
      server: server, agents: agents, store: nil, metrics: metrics, log: log)
    coordinator.start()
    defer {
      coordinator.cancel()
      server.shutdown()
      loops.shutdown()
    }
    let peer = GRPCPeer(
      address: "", isLocal: false,
      certificate: GRPCPeer.Certificate(subject: "CN=node", uriNames: ["spiffe://example.org/node/worker-1"]))
    let handler = begin(agents, peer, incarnation: 5)
    for id: Int32 in 0...1 { say(handler, report(id, UInt64(id) + 1, .stateAnswers, number: UInt32(id) + 1)) }
    let cluster = ClusterKey(namespace: "shop", name: "kafka")
    #expect(agents.brokers(of: cluster).isEmpty)
    for id: Int32 in 0...1 {
      var pod = brokerPod(id, "R", at: "10.0.0.\(id + 1)")
      pod.spec = PodSpec(containers: [], nodeName: "worker-1")
      api.set("pods", pod.json)
    }
    #expect(await eventually { agents.brokers(of: cluster).map(\.health) == [.healthy, .healthy] })
    #expect(await eventually { server.snapshot(of: World.group) != nil })
    let before = server.snapshot(of: World.group)?.resources(of: .endpoints).map(\.body)
    say(handler, report(1, 9, .stateRefused, number: 2))
    #expect(
      await eventually { server.snapshot(of: World.group)?.resources(of: .endpoints).map(\.body) != before })
    #expect(coordinator.inputs.withLock { $0.inputs(of: World.key)?.topology?.broker(1)?.health } == .unhealthy)
  }
}
