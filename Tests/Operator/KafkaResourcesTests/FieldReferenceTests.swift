import Foundation
import KafkaResources
import Testing

/// The page of all fields is what the schema says. `make golden` writes it anew.
struct FieldReferenceTests {
  @Test func thePageOfFieldsIsCurrent() throws {
    let file = SampleTests.package.appending(path: "docs/custom-resource-fields.md")
    let text = FieldReference().text
    if ProcessInfo.processInfo.environment["KOPERATOR_RECORD_GOLDEN"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    #expect(
      try String(contentsOf: file, encoding: .utf8) == text,
      "\(file.path) is not what the schema says: run 'make golden'")
  }

  @Test func everyKindAndEveryLevelIsOnThePage() {
    let text = FieldReference().text
    for kind in ["KafkaCluster", "KafkaTopic", "KafkaUser", "CruiseControlOperation"] {
      #expect(text.contains("\n## \(kind)\n"))
      #expect(text.contains("\n### \(kind): spec\n"))
    }
    #expect(text.contains("\n### KafkaCluster: spec.brokers[].brokerConfig.storageConfigs[]\n"))
    #expect(
      text.contains(
        "### KafkaCluster: spec.brokerConfigGroups.NAME\n\nThe fields are those of `spec.brokers[].brokerConfig`."
      ))
    #expect(text.contains("| `paused` | `true` or `false` |"))
  }
}
