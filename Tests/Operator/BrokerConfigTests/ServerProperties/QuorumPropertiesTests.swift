import KafkaResources
import Testing

@testable import BrokerConfig

@Suite struct QuorumPropertiesTests {
  private let separate = """
    [{id: 1, brokerConfig: {processRoles: [controller]}}, {id: 0, brokerConfig: {processRoles: [controller]}},
    {id: 100, brokerConfig: {processRoles: [broker]}}]
    """
  private let combined = "[{id: 0, brokerConfig: {processRoles: [broker, controller]}}]"

  @Test func aStaticQuorumIsAListOfVotersByTheirHeadlessService() throws {
    let cluster = try cluster(spec: "headlessServiceEnabled: true", brokers: separate)
    let voters = [0, 1].map { "\($0)@kafka-\($0).kafka-controller-headless.kafka.svc.cluster.local:29093" }
    for id: Int32 in [0, 100] {
      let made = try properties(of: id, in: cluster).properties
      #expect(made["controller.quorum.voters"] == voters.joined(separator: ","))
      #expect(made["controller.listener.names"] == "CONTROLLER")
      #expect(made["node.id"] == String(id))
      #expect(made["broker.id"] == nil)
      #expect(made["zookeeper.connect"] == nil)
    }
  }

  @Test func aControllerAloneHasItsListenerAndNothingForClients() throws {
    let made = try properties(of: 0, in: cluster(brokers: separate)).properties
    #expect(made["process.roles"] == "controller")
    #expect(made["listeners"] == "CONTROLLER://:29093")
    #expect(made["advertised.listeners"] == nil)
    #expect(made["listener.security.protocol.map"] == "INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT")
    #expect(!made.keys.contains { $0.hasPrefix("cruise.control") || $0 == "metric.reporters" })
  }

  @Test func aBrokerAloneHasNoListenerOfControllers() throws {
    let made = try properties(of: 100, in: cluster(brokers: separate)).properties
    #expect(made["process.roles"] == "broker")
    #expect(made["listeners"] == "INTERNAL://:29092")
    #expect(made["advertised.listeners"] == "INTERNAL://kafka-100.kafka.svc.cluster.local:29092")
  }

  @Test func aCombinedNodeHasOneNameForBothRoles() throws {
    let made = try properties(in: cluster(spec: "headlessServiceEnabled: true", brokers: combined)).properties
    #expect(made["process.roles"] == "broker,controller")
    #expect(made["listeners"] == "INTERNAL://:29092,CONTROLLER://:29093")
    #expect(made["advertised.listeners"] == "INTERNAL://kafka-0.kafka-headless.kafka.svc.cluster.local:29092")
    #expect(made["controller.quorum.voters"] == "0@kafka-0.kafka-headless.kafka.svc.cluster.local:29093")
  }

  @Test func aDynamicQuorumIsFoundByBootstrapServersAndItsMembersSayWhereTheyAre() throws {
    let cluster = try cluster(spec: "headlessServiceEnabled: true\ncontrollerQuorum: dynamic", brokers: separate)
    let servers = [0, 1].map { "kafka-\($0).kafka-controller-headless.kafka.svc.cluster.local:29093" }
    let controller = try properties(of: 1, in: cluster).properties
    #expect(controller["controller.quorum.bootstrap.servers"] == servers.joined(separator: ","))
    #expect(controller["controller.quorum.voters"] == nil)
    #expect(controller["advertised.listeners"] == "CONTROLLER://\(servers[1])")
    let broker = try properties(of: 100, in: cluster).properties
    #expect(broker["controller.quorum.bootstrap.servers"] == servers.joined(separator: ","))
    #expect(broker["advertised.listeners"] == "INTERNAL://kafka-100.kafka-headless.kafka.svc.cluster.local:29092")
  }

  @Test func zooKeeperIsReachedAtAllItsAddressesBelowThePath() throws {
    let cluster = try cluster(spec: "zkAddresses: ['a:2181', 'b:2181']\nzkPath: kafka", kRaft: false)
    let made = try properties(of: 2, in: cluster).properties
    #expect(made["zookeeper.connect"] == "a:2181,b:2181/kafka")
    #expect(made["broker.id"] == "2")
    #expect(made["control.plane.listener.name"] == "CONTROLLER")
    #expect(made["node.id"] == nil)
    #expect(
      made["advertised.listeners"]
        == "CONTROLLER://kafka-2.kafka.svc.cluster.local:29093,INTERNAL://kafka-2.kafka.svc.cluster.local:29092")
  }
}
