import KafkaResources
import Testing

@testable import Sandbox

@Suite struct FaultTargetTests {
  private func clusters(_ names: [(String, String, String)]) throws -> [KafkaCluster] {
    try names.map { namespace, name, brokers in
      try cluster(
        """
        apiVersion: kafka.banzaicloud.io/v1beta1
        kind: KafkaCluster
        metadata: {name: \(name), namespace: \(namespace)}
        spec:
          kRaft: true
          brokers: [\(brokers)]
          listenersConfig:
            internalListeners:
              - {type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
        """)
    }
  }

  @Test(arguments: ["1", "kafka/1", "shop/kafka/1"])
  func aBrokerIsFoundByItsIdAndByItsCluster(_ text: String) throws {
    let found = try FaultTarget.find(text, in: clusters([("shop", "kafka", "{id: 0}, {id: 1}")]))
    #expect(found.broker == 1)
    #expect(found.cluster.name == "kafka")
  }

  @Test func ofSeveralThatMayBeMeantAllAreNamed() throws {
    let both = try clusters([("shop", "kafka", "{id: 0}"), ("bank", "kafka", "{id: 0}")])
    let error = #expect(throws: SandboxError.self) { try FaultTarget.find("0", in: both) }
    #expect(error?.code == .invalidInput)
    #expect(error?.message.contains("shop/kafka/0") == true && error?.message.contains("bank/kafka/0") == true)
    #expect(try FaultTarget.find("bank/kafka/0", in: both).cluster.namespace == "bank")
  }

  @Test func whatIsNotThereIsRefusedWithWhatIs() throws {
    let one = try clusters([("shop", "kafka", "{id: 0}, {id: 4}")])
    for text in ["1", "other/0", "bank/kafka/0"] {
      let error = #expect(throws: SandboxError.self) { try FaultTarget.find(text, in: one) }
      #expect(error?.code == .notFound)
      #expect(error?.message.contains("0, 4") == true)
    }
    for text in ["", "-1", "kafka", "a/b/c/0"] {
      let error = #expect(throws: SandboxError.self) { try FaultTarget.find(text, in: one) }
      #expect(error?.code == .invalidInput)
    }
  }

  @Test(arguments: Fault.Kind.allCases)
  func aFaultIsTheSameAtTheOtherEndOfTheSocket(_ kind: Fault.Kind) {
    for fault in [Fault(kind, target: "0"), Fault(kind, target: "kafka/1", mountPath: "/disk")] {
      #expect(Fault(json: fault.json) == fault)
    }
  }
}
