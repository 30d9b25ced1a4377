import JSON
import KafkaResources
import Testing
import YAML

@testable import BrokerConfig

struct NodeLabelsTests {
  private func labels(_ text: String) throws -> NodeLabels {
    try NodeLabels(document: #require(YAML.documents(in: text).first).value)
  }

  @Test func eachBrokerHasTheLabelsOfItsNode() throws {
    let read = try labels("0: {zone: a, region: r}\n100: {zone: b}\n2: {}\n3:\n")
    #expect(read.labels == [0: ["zone": "a", "region": "r"], 100: ["zone": "b"], 2: [:], 3: [:]])
  }

  @Test(arguments: [
    ("[a]", ": expected an object, found a list; write '<broker id>: {<label>: <value>}' for each broker"),
    ("kafka-0: {a: b}", "'kafka-0' is no broker id; use an id from 0 to 65534 as the key"),
    ("65535: {a: b}", "'65535' is no broker id; use an id from 0 to 65534 as the key"),
    ("01: {a: b}", "zone"), ("0: [a]", "0: expected an object, found a list; write an object"),
    ("0: {zone: 1}", "0.zone: expected a string, found a number; put the value in quotes"),
  ])
  func whatIsWrongIsToldWithTheRemedy(text: String, message: String) throws {
    if message == "zone" {
      // YAML reads 01 as the number 1.
      #expect(try labels(text).labels == [1: ["a": "b"]])
      return
    }
    let error = #expect(throws: ManifestErrors.self) { try labels(text) }
    #expect(error?.errors.count == 1)
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }
}
