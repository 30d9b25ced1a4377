import JSON
import KafkaResources
import Testing
import YAML

@testable import ClusterTopology

struct BrokerReportsTests {
  private func read(_ text: String) throws -> BrokerReports {
    for document in try YAML.documents(in: text) { return try BrokerReports(document: document) }
    throw MissingDocument()
  }

  @Test func aDocumentSaysWhereAndHowBrokersAre() throws {
    let reports = try read(
      """
      brokers:
      - {id: 2, address: "fd00::0:3", health: draining, port: 19094}
      - {id: 0, address: 127.0.0.2}
      """)
    #expect(reports.brokers.map(\.id) == [0, 2])
    #expect(reports.brokers.map(\.health) == [.unknown, .draining])
    #expect(reports.brokers.map(\.location.address.description) == ["127.0.0.2", "fd00::3"])
    #expect(reports.brokers.map(\.location.port) == [nil, 19094])
    #expect(reports.warnings.isEmpty)
  }

  @Test func anEmptyListIsADocument() throws {
    #expect(try read("brokers: []").brokers.isEmpty)
  }

  @Test(arguments: [
    ("brokers: [{id: 0, address: kafka-0.kafka}]", "brokers[0].address", "'kafka-0.kafka' is no IP address"),
    ("brokers: [{id: 0, address: 0.0.0.0}]", "brokers[0].address", "0.0.0.0 is no address of a broker"),
    ("brokers: [{id: 0, address: 1.2.3.4, health: fine}]", "brokers[0].health", "'fine' is no value of this field"),
    ("brokers: [{id: 0, address: 1.2.3.4, port: 0}]", "brokers[0].port", "0 is out of range"),
    ("brokers: [{id: 0, address: 1.2.3.4, port: 65536}]", "brokers[0].port", "65536 is out of range"),
    ("brokers: [{address: 1.2.3.4}]", "brokers[0].id", "the field is missing"),
    ("brokers: [{id: 0}]", "brokers[0].address", "the field is missing"),
    ("brokers: [{id: -1, address: 1.2.3.4}]", "brokers[0].id", "-1 is out of range"),
    (
      "brokers: [{id: 0, address: 1.2.3.4}, {id: 0, address: 1.2.3.5}]", "brokers[1].id", "broker id 0 is named twice"
    ),
    ("brokers: {0: healthy}", "brokers", "expected a list, found an object"),
    ("broker: []", "brokers", "the field is missing"),
    ("[]", ".", "expected an object, found a list"),
  ])
  func aWrongValueIsRefusedWithItsPathAndLine(text: String, path: String, message: String) throws {
    do {
      _ = try read(text)
      Issue.record("it was accepted")
    } catch let error as ManifestErrors {
      #expect(error.errors.map(\.path.description) == [path])
      #expect(error.errors.map(\.message) == [message])
      #expect(error.errors.first?.line == 1)
    }
  }

  @Test func aBrokerThatTheClusterDoesNotHaveIsAWarning() throws {
    let warnings = reports("hhh").warnings(for: try cluster(brokers: 2))
    #expect(warnings.map(\.path.description) == ["brokers[2]"])
    #expect(warnings.allSatisfy { !$0.isError })
  }

  @Test(arguments: [
    ("1.2.3.4", "1.2.3.4"), ("255.255.255.255", "255.255.255.255"), ("::", "::"), ("::1", "::1"), ("1::", "1::"),
    ("0:0:0:0:0:0:0:1", "::1"), ("FD00:0:0:1::2", "fd00:0:0:1::2"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("::ffff:1.2.3.4", "::ffff:102:304"),
  ])
  func anAddressHasOneCanonicalText(text: String, canonical: String) throws {
    #expect(try #require(IPAddress(text)).description == canonical)
  }

  @Test(arguments: [
    "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.", "+1.2.3.4", "1.2.3.4:80", "[::1]", ":::", "1:2:3",
    "::1::", "12345::", "g::", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8:9", ":1:2:3:4:5:6:7", "fe80::1%eth0", "::+1",
    "1.2.3.4::", "localhost",
  ])
  func whatIsNoAddressIsNone(text: String) {
    #expect(IPAddress(text) == nil)
  }
}
