import Testing

@testable import BrokerAgent

@Suite struct ProcessPatternTests {
  private func line(_ arguments: [String]) -> [UInt8] { arguments.flatMap { Array($0.utf8) + [0] } }

  @Test func kafkaIsKnownByItsMainClass() {
    let pattern = ProcessPattern()
    #expect(
      pattern.matches(line(["/usr/bin/java", "-Xmx1G", "-cp", "/a.jar:/b.jar", "kafka.Kafka", "/server.properties"])))
    #expect(pattern.matches(line(["/work/sandbox-broker", "--config", "x"])))
    #expect(pattern.matches(line(["sandbox-broker"])))
  }

  @Test func whatOnlySpeaksOfKafkaIsNotIt() {
    let pattern = ProcessPattern()
    #expect(!pattern.matches(line(["/bin/bash", "/opt/kafka/bin/kafka-run-class.sh", "kafka.Kafka", "x"])))
    #expect(!pattern.matches(line(["-sh", "-c", "exec java kafka.Kafka"])))
    #expect(!pattern.matches(line(["java", "kafka.tools.StorageTool"])))
    #expect(!pattern.matches(line(["java", "-Dx=kafka.Kafka"])))
    #expect(!pattern.matches(line(["vi", "/tmp/sandbox-broker.log"])))
    #expect(!pattern.matches([]))
    #expect(!pattern.matches([0, 0, 0]))
  }

  @Test func aWordTellsBrokersOfOneMachineApart() {
    let pattern = ProcessPattern(word: "/pods/kafka-1/")
    #expect(pattern.matches(line(["java", "kafka.Kafka", "/run/pods/kafka-1/server.properties"])))
    #expect(pattern.matches(line(["java", "-Dlog=/run/pods/kafka-1/logs", "kafka.Kafka"])))
    #expect(!pattern.matches(line(["java", "kafka.Kafka", "/run/pods/kafka-10/server.properties"])))
    #expect(!pattern.matches(line(["java", "kafka.Kafka"])))
    #expect(!pattern.matches(line(["envoy", "/run/pods/kafka-1/envoy.yaml"])))
  }
}

@Suite struct ProcessLineTests {
  private func parsed(_ text: String) -> ProcessLine? { ProcessLine(Array(text.utf8)) }
  private static let rest = "1 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 37 0 123456 999999 4242 18446744073709551615 1 1 0"

  @Test func theNameMayHoldAnything() throws {
    let line = try #require(parsed("17 (ja) R (va) S \(Self.rest)\n"))
    #expect(line.state == UInt8(ascii: "S"))
    #expect(line.started == 123_456)
    #expect(line.residentPages == 4242)
    #expect(line.threads == 37)
  }

  @Test func aZombieHasEndedUnlessOtherThreadsLive() throws {
    let alone = Self.rest.replacing(" 37 ", with: " 1 ")
    #expect(try #require(parsed("17 (java) Z \(alone)")).hasEnded)
    #expect(try #require(parsed("17 (java) X \(alone)")).hasEnded)
    #expect(try #require(parsed("17 (java) Z \(Self.rest)")).hasEnded == false)
    #expect(try #require(parsed("17 (java) D \(alone)")).hasEnded == false)
    #expect(try #require(parsed("17 (java) T \(alone)")).isStopped)
    #expect(try #require(parsed("17 (java) t \(alone)")).isStopped)
  }

  @Test(arguments: [
    "", ")", "17 (java", "17 (java) S 1 2 3", "17 (java) SS 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
  ])
  func whatIsNoSuchLineIsRefused(text: String) { #expect(parsed(text) == nil) }
}
